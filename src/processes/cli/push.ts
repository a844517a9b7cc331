import { iso } from '#base/clock.ts'
import type { HostStatus } from '#features/webpush/push-status.ts'
import { prepare } from '../prepare.ts'
import { refuseWords, type VerbCall } from './verb-call.ts'

/** `atrium push status`: which push services the phones here use, and whether they take what they are sent. 3 when none of a host's devices can be reached. */
export async function pushStatusVerb(call: VerbCall): Promise<number> {
  if (refuseWords(call)) return 2
  const config = prepare(call.argv, call.env)
  const [{ openSite }, { pushStatus }] = await Promise.all([import('../site.ts'), import('#features/webpush/push-status.ts')])
  const site = await openSite(config, 'cli')
  try {
    const hosts = await pushStatus(site)
    if (hosts.length === 0) console.log('No device has asked for push.')
    for (const host of hosts) for (const line of linesOf(host)) console.log(line)
    return hosts.some(({ count }) => count.barred + count.failing > 0 && count.works === 0) ? 3 : 0
  } finally {
    await site.close()
  }
}

function linesOf({ host, count, workedAt, answers }: HostStatus): string[] {
  const states = `${count.works} work, ${count.waiting} wait for their first, ${count.failing} fail, ${count.barred} cannot be reached`
  return [
    `${host}: ${states}${workedAt === null ? '' : `; last taken ${iso(workedAt)}`}${answers.length ? `; last answers ${answers.join(', ')}` : ''}`,
    ...(count.barred ? [`  this server may not ask it; to allow it add "${host}" to fetch.push and restart`] : []),
  ]
}
