import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { Refusal } from '#base/errors.ts'
import type { Site } from '#platform/site.ts'
import { prepare } from '../prepare.ts'
import type { VerbCall } from './verb-call.ts'

const usage = {
  create: 'atrium: hold create needs all, person:NAME, account:NAME or status:ID, and --reason TEXT (--statutory: a duty by law)',
  release: 'atrium: hold release needs the one id that hold create printed',
}

/** False for a refusal that says so; any other fault goes on. */
const isMissing = (e: unknown): false => {
  if (e instanceof Refusal && e.status === 404) return false
  throw e
}

const notUnderstood = (verb: keyof typeof usage) => {
  console.error(usage[verb])
  return 2
}

function read(words: string[]) {
  try {
    return parseArgs({ args: words, allowPositionals: true, options: { reason: { type: 'string' }, statutory: { type: 'boolean' } } })
  } catch {
    return undefined
  }
}

/** Whoever types has no account here: the journal names the login of the machine (SEC:B11), the audit row nobody. */
const note = (site: Site, action: string, id: number) => site.log.info({ hold: id, login: userInfo().username }, action)

/** `atrium hold create`: what it covers leaves a sealed copy from now on when it is retired. Prints the id that `hold release` takes. */
export async function holdCreate(call: VerbCall): Promise<number> {
  const read_ = read(call.words)
  const [what, ...more] = read_?.positionals ?? []
  const found = /^(?:(all)|(person|account):([a-zA-Z0-9_]{1,30})|(status):(\d{1,16}))$/.exec(what ?? '')
  if (!read_?.values.reason || !found || more.length > 0) return notUnderstood('create')
  const config = prepare(call.argv, call.env)
  const [{ openSite }, { createHold }, { findSubject }] = await Promise.all([
    import('../site.ts'),
    import('#features/holds/create-hold.ts'),
    import('./hold-subject.ts'),
  ])
  const site = await openSite(config, 'cli')
  try {
    const subject = await findSubject(site, found[1] ?? found[2] ?? found[4]!, found[3] ?? found[5])
    if (!subject) {
      console.error(`atrium: there is no ${what}`)
      return 1
    }
    const { id } = await createHold(site, {
      kind: read_.values.statutory ? 'statutory' : 'hold',
      ...subject,
      reason: read_.values.reason,
      who: null,
    })
    note(site, 'hold.create', id)
    console.log(`Hold ${id} is in force over ${what}.`)
    return 0
  } finally {
    await site.close()
  }
}

/** `atrium hold release`: copies that no other hold covers are destroyed by the worker. */
export async function holdRelease(call: VerbCall): Promise<number> {
  const [id = '', ...more] = call.words
  if (!/^\d{1,16}$/.test(id) || more.length > 0) return notUnderstood('release')
  const config = prepare(call.argv, call.env)
  const [{ openSite }, { releaseHold }] = await Promise.all([import('../site.ts'), import('#features/holds/release-hold.ts')])
  const site = await openSite(config, 'cli')
  try {
    const released = await releaseHold(site, Number(id), null).then(() => true, isMissing)
    if (!released) {
      console.error(`atrium: no hold ${id} is in force`)
      return 1
    }
    note(site, 'hold.release', Number(id))
    console.log(`Hold ${id} is released. Copies that no other hold covers are being destroyed.`)
    return 0
  } finally {
    await site.close()
  }
}
