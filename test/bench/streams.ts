// `npm run bench:streams -- --streams 2000`: how long a post takes until each of so many open streams has it, heard in a process of its own,
// counted from the moment when the post was sent. Needs a quiet machine: the load average stands beside it. Asserts nothing about time.
import '../dialect.ts'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { streams: { type: 'string', default: '2000' }, posts: { type: 'string', default: '20' } } })
const [streams, posts] = [Number(values.streams), Number(values.posts)]
// Only now: what they import chooses the dialect.
const { memoryOf } = await import('./machine.ts')
const { ask } = await import('./life/ask.ts')
const { share } = await import('./life/live.ts')
const { openHouse } = await import('./life/open-house.ts')

interface Report {
  came: number[]
  lost: number
}
const steadyNow = () => Number(process.hrtime.bigint() / 1000n) / 1000
const cpuOf = (pid: number) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

// The last one writes and hears nothing; all others follow it.
const house = await openHouse({ webs: 1, people: streams + 1, follows: 0, posts: 0 })
const { place, world, data } = house
const author = world.people.at(-1)!
const listeners = world.people.slice(0, streams)
const phone = (token: string) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' })
for (let from = 0; from < streams; from += 20)
  await Promise.all(
    listeners.slice(from, from + 20).map(async ({ token }) => {
      const path = `/api/v1/accounts/${author.accountId}/follow`
      const { status, text } = await ask(place.ports[0]!, place.host, { method: 'POST', path, headers: phone(token), body: '{}' })
      if (status !== 200) throw new Error(`a follow was answered with ${status} ${text}`)
    }),
  )
const list = join(data, 'listeners.json')
writeFileSync(list, JSON.stringify({ port: place.ports[0], host: place.host, tokens: listeners.map(({ token }) => token) }))
const ears = fork('test/bench/life/listening-child.ts', [list])
try {
  await once(ears, 'message')
  await sleep(3000)
  const web = house.webs[0]!.child.pid!
  const times: number[] = []
  const lasts: number[] = []
  let lost = 0
  let cpu = 0
  for (let i = 0; i < posts + 3; i++) {
    const before = cpuOf(web)
    const sent = steadyNow()
    const body = JSON.stringify({
      status: `Post ${i} for everybody, as long as people write them about the release and the garden. #bench`,
    })
    const told = await ask(place.ports[0]!, place.host, { method: 'POST', path: '/api/v1/statuses', headers: phone(author.token), body })
    if (told.status !== 200) throw new Error(`a post was answered with ${told.status} ${told.text}`)
    await sleep(1500)
    ears.send('tell')
    const [report] = (await once(ears, 'message')) as [Report]
    lost = report.lost + Math.max(0, streams - report.came.length)
    // The first ones compile what they run.
    if (i < 3) continue
    cpu += cpuOf(web) - before
    times.push(...report.came.map((at) => at - sent))
    lasts.push(Math.max(...report.came) - sent)
  }
  const ms = (n: number) => `${n.toFixed(1)} ms`
  console.log(`load average ${loadavg()[0]!.toFixed(1)}\n`)
  console.log('| streams | posts | p50 | p99 | the last, in the middle of all posts | CPU of the web process a post | web PSS |')
  console.log('|--:|--:|--:|--:|--:|--:|--:|')
  console.log(
    `| ${streams} | ${posts} | ${ms(share(times, 0.5))} | ${ms(share(times, 0.99))} | ${ms(share(lasts, 0.5))} | ${ms(cpu / posts)} | ${memoryOf(web).pss} MB |`,
  )
  console.log(`\n${times.length} of ${streams * posts} deliveries${lost ? `, ${lost} missing at the end` : ''}`)
  process.exitCode = times.length === streams * posts ? 0 : 1
} finally {
  ears.kill('SIGTERM')
  await house.close()
}
