// `npm run bench:hour -- --minutes 60 --rate 15`: an ordinary hour against one web process and a worker, with the memory of both every
// minute. Asserts nothing about time or memory; a wrong answer fails it.
import '../dialect.ts'
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createRandom } from '../kill/random.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    /** Requests a second. */
    rate: { type: 'string', default: '15' },
    people: { type: 'string', default: '300' },
    posts: { type: 'string', default: '20000' },
    streams: { type: 'string', default: '50' },
  },
})
// Only now: what they import chooses the dialect.
const { memoryOf } = await import('./machine.ts')
const { live, tableOfTimes } = await import('./life/live.ts')
const { openHouse } = await import('./life/open-house.ts')
const { holdStreams } = await import('./life/streams-held.ts')

const minutes = Number(values.minutes)
const house = await openHouse({ webs: 1, people: Number(values.people), follows: 30, posts: Number(values.posts) })
try {
  const [web, worker] = [house.webs[0]!.child.pid!, house.worker.child.pid!]
  await sleep(3000)
  const seen: { web: number; worker: number }[] = []
  const look = (when: string) => {
    const memory = { web: memoryOf(web).pss, worker: memoryOf(worker).pss }
    seen.push(memory)
    console.log(`| ${when} | ${memory.web} | ${memory.worker} | ${loadavg()[0]!.toFixed(1)} |`)
  }
  console.log(`${values.rate} requests a second for ${minutes} minutes, ${values.streams} streams that come and go\n`)
  console.log('| minute | web PSS MB | worker PSS MB | load of the machine |\n|--:|--:|--:|--:|')
  look('idle')
  const going = new AbortController()
  let minute = 0
  const watch = setInterval(() => look(String(++minute)), 60_000)
  let lost = 0
  const listeners = (async () => {
    // Every minute half a minute of other people: streams are what a phone opens and drops all day.
    for (let from = 0; !going.signal.aborted; from += Number(values.streams)) {
      const people = Array.from({ length: Number(values.streams) }, (_, i) => house.world.people[(from + i) % house.world.people.length]!)
      const held = await holdStreams(house.place, people)
      await sleep(30_000, undefined, { signal: going.signal }).catch(() => undefined)
      lost += held.lost()
      held.close()
      await sleep(1000)
    }
  })()
  const life = await live(house.place, house.world, { rate: Number(values.rate), seconds: minutes * 60, random: createRandom(7) })
  clearInterval(watch)
  going.abort()
  await listeners
  look('end')
  const web0 = seen.map((one) => one.web)
  console.log(`\nweb process: idle ${web0[0]} MB, after the first minute ${web0[1]}, last ${web0.at(-1)}, most ${Math.max(...web0)}`)
  console.log(`\n${tableOfTimes(life.times)}\n`)
  console.log(`${life.faults.length} wrong answers, ${lost} streams lost`)
  for (const { deed, why } of life.faults.slice(0, 10)) console.error(`atrium: ${deed}: ${why}`)
  process.exitCode = life.faults.length + lost ? 1 : 0
} finally {
  await house.close()
}
