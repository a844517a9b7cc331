// `npm run bench:day`: the busiest hour of a company of 2,000, a minute of it: streams open, uploads, a backup of the database under way, two
// web processes and a worker. Prints what people wait for; asserts nothing about time. A wrong answer or a lost stream fails it.
import '../dialect.ts'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createRandom } from '../kill/random.ts'

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '2000' },
    streams: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '60' },
    /** Requests a second, all people together. */
    rate: { type: 'string', default: '50' },
    posts: { type: 'string', default: '200000' },
  },
})
const [people, streams, seconds, rate] = [values.people, values.streams, values.seconds, values.rate].map(Number) as [
  number,
  number,
  number,
  number,
]
// Only now: what they import chooses the dialect.
const { memoryOf } = await import('./machine.ts')
const { live, share, tableOfTimes } = await import('./life/live.ts')
const { mix } = await import('./life/mix.ts')
const { openHouse } = await import('./life/open-house.ts')
const { holdStreams } = await import('./life/streams-held.ts')

const began = performance.now()
const house = await openHouse({ webs: 2, people, follows: 15, posts: Number(values.posts) })
const file = join(house.data, 'atrium.db')
const size = () => `${(statSync(file).size / 1e6).toFixed(0)} MB`
console.log(`${people} people and ${values.posts} posts in ${size()} after ${((performance.now() - began) / 1000).toFixed(0)} s`)
const copying = spawn(process.execPath, ['test/bench/life/copying-child.ts', file], { stdio: ['ignore', 'pipe', 'inherit'] })
try {
  const copies: number[] = []
  const held = await holdStreams(house.place, house.world.people.slice(0, streams))
  // The first requests of a process compile what they run, which is no part of a day.
  await live(house.place, house.world, { rate, seconds: 10, random: createRandom(3) })
  copying.stdout.on('data', (text: Buffer) => copies.push(...text.toString().trim().split('\n').map(Number)))
  const life = await live(house.place, house.world, { rate, seconds, random: createRandom(7) })
  await sleep(500)
  const took = (name: string) => `${share(life.times.get(name) ?? [], 0.95).toFixed(1)} ms`
  const share100 = (name: string) => mix.filter((deed) => deed.name === name).reduce((sum, deed) => sum + deed.weight, 0)
  console.log(
    `\n${rate} requests a second for ${seconds} s in an open loop: ${(rate * 3600) / people} an hour for each; of a hundred ${share100('post')} are posts, ${share100('upload')} uploads`,
  )
  console.log(
    `${streams} streams open, ${held.heard()} pieces heard; ${copies.length} backups of ${size()} meanwhile, ${copies.length ? Math.max(...copies) : 0} ms the longest`,
  )
  console.log(`${cpus().length} cores, load average ${loadavg()[0]!.toFixed(1)}, most requests at once ${life.crowd}\n`)
  console.log(`${tableOfTimes(life.times)}\n`)
  console.log('| measure | aim | measured now |\n|---|--:|--:|')
  console.log(`| home p95 | 100 ms | ${took('home')} |`)
  console.log(`| home page p95 | 100 ms | ${took('home page')} |`)
  console.log(`| post p95 | 150 ms | ${took('post')} |`)
  console.log(`| errors, streams lost | none | ${life.faults.length}, ${held.lost()} |`)
  console.log(`| web processes, PSS | | ${house.webs.map(({ child }) => `${memoryOf(child.pid!).pss} MB`).join(', ')} |`)
  for (const { deed, why } of life.faults.slice(0, 10)) console.error(`atrium: ${deed}: ${why}`)
  process.exitCode = life.faults.length + held.lost() ? 1 : 0
  held.close()
} finally {
  if (copying.exitCode === null) {
    copying.kill('SIGTERM')
    await once(copying, 'exit')
  }
  await house.close()
}
