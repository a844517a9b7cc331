import { setTimeout as sleep } from 'node:timers/promises'
import { ask } from './ask.ts'
import { anyDeed, type World } from './mix.ts'

/** How long answers took, ms from the moment when the request was due, by deed. */
export type Times = Map<string, number[]>

/** Requests that were not answered as they must be. */
export interface Fault {
  deed: string
  why: string
}

export interface Life {
  times: Times
  faults: Fault[]
  /** Most requests that were under way at once. */
  crowd: number
}

/** Where and as what the company is asked; a person always comes to the same of the `ports`, as a balancer would send them. */
export interface Place {
  ports: readonly number[]
  host: string
}

/**
 * Lets people do what they do, `rate` things a second for `seconds`. Open loop: each comes at its own time (exponential gaps), whether or not
 * the server has answered the others, and its time counts from then, so that a server that stands still is not spared.
 */
export async function live(place: Place, world: World, o: { rate: number; seconds: number; random: () => number }): Promise<Life> {
  const life: Life = { times: new Map(), faults: [], crowd: 0 }
  const running = new Set<Promise<void>>()
  const began = performance.now()
  for (let due = gap(o); due < o.seconds * 1000; due += gap(o)) {
    const wait = began + due - performance.now()
    if (wait > 0) await sleep(wait)
    const one = doOne(place, world, life, began + due)
    running.add(one)
    life.crowd = Math.max(life.crowd, running.size)
    one.then(
      () => running.delete(one),
      () => undefined,
    )
  }
  await Promise.all(running)
  return life
}

const gap = ({ rate, random }: { rate: number; random: () => number }) => (-Math.log(1 - random()) / rate) * 1000

/** Never rejects: what goes wrong is noted. */
async function doOne({ ports, host }: Place, world: World, life: Life, due: number): Promise<void> {
  const deed = anyDeed(world)
  const at = world.random.below(world.people.length)
  const who = world.people[at]!
  try {
    const told = await ask(ports[at % ports.length]!, host, deed.ask(world, who))
    const took = performance.now() - due
    const list = life.times.get(deed.name) ?? []
    life.times.set(deed.name, list)
    list.push(took)
    if (!deed.right(told, world, who)) life.faults.push({ deed: deed.name, why: `${told.status} ${told.text.slice(0, 200)}` })
  } catch (e) {
    life.faults.push({ deed: deed.name, why: String(e) })
  }
}

/** The value below which this share of the numbers lies. */
export function share(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** What each deed took, as a table in Markdown. */
export function tableOfTimes(times: Times): string {
  const ms = (n: number) => n.toFixed(1)
  const all = [...times.values()].flat()
  const row = (name: string, list: readonly number[]) =>
    `| ${name} | ${list.length} | ${ms(share(list, 0.5))} | ${ms(share(list, 0.95))} | ${ms(share(list, 0.99))} | ${ms(Math.max(...list))} |`
  return [
    '| what | count | p50 ms | p95 ms | p99 ms | longest ms |',
    '|---|--:|--:|--:|--:|--:|',
    ...[...times].toSorted(([, a], [, b]) => b.length - a.length).map(([name, list]) => row(name, list)),
    `| all | ${all.length} | ${ms(share(all, 0.5))} | ${ms(share(all, 0.95))} | ${ms(share(all, 0.99))} | ${ms(all.reduce((a, b) => Math.max(a, b), 0))} |`,
  ].join('\n')
}
