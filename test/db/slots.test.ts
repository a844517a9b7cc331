import { emptyDatabase } from './fresh.ts'
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { type Clock, FixedClock } from '#base/clock.ts'
import { Refusal } from '#base/errors.ts'
import { msOf } from '#base/ids.ts'
import { acceptClock } from '#db/id-clock.ts'
import { migrate } from '#db/migrate.ts'
import { leaseIds } from '#db/slots.ts'
import { idSlots } from '#db/slots.schema.ts'
import { openStore, type Store } from '#db/store.ts'

const start = Date.UTC(2026, 10, 24, 8)
const day = 86_400_000

async function database(t: TestContext) {
  const url = await emptyDatabase(t)
  await migrate(url, 'migrations', new FixedClock(start))
  /** What a process of its own would have: a store and its ids. */
  const process = (clock: Clock) => {
    const store = openStore({ url })
    t.after(() => store.close())
    const ids = leaseIds(store, clock)
    return { store, ids, next: () => store.tx(async () => await Promise.resolve(ids.next())) }
  }
  return { url, process }
}

const slotOf = (id: number) => Math.floor(id / 128) % 16
const slots = (store: Store) => store.read.select().from(idSlots).orderBy(idSlots.slot)
const codeOf = (e: unknown) => (e instanceof Refusal ? e.code : String(e))

test('an id is made inside tx, or after ready', async (t) => {
  const { process } = await database(t)
  const { ids, next } = process(new FixedClock(start))
  assert.throws(() => ids.next(), /inside tx, or after await ids\.ready/)
  const first = await next()
  assert.equal(msOf(first), start)
  assert.throws(() => ids.next(), /inside tx, or after await ids\.ready/)
  await ids.ready()
  assert.ok(ids.next() > first)
})

test('processes have slots of their own, whoever comes first', async (t) => {
  const { process } = await database(t)
  const clock = new FixedClock(start)
  const made = await Promise.all(Array.from({ length: 5 }, () => process(clock).next()))
  assert.deepEqual(new Set(made.map(slotOf)), new Set([0, 1, 2, 3, 4]))
})

test('a lease reaches three seconds ahead and is renewed before a transaction, in one of its own', async (t) => {
  const { process } = await database(t)
  const clock = new FixedClock(start)
  const { store, ids } = process(clock)
  await ids.ready()
  assert.equal((await slots(store))[0]!.ceiling, start + 3000)
  clock.advance(1000)
  await ids.ready()
  assert.equal((await slots(store))[0]!.ceiling, start + 3000)
  clock.advance(1000)
  const failed = store.tx(async () => {
    ids.next()
    throw new Error('rolled back')
  })
  await assert.rejects(failed, /rolled back/)
  assert.equal((await slots(store))[0]!.ceiling, start + 5000)
  assert.ok((await slots(store)).slice(1).every((row) => row.ceiling === 0))
})

test('a slot whose ceiling has passed is free, and its ids go on above that ceiling', async (t) => {
  const { process } = await database(t)
  const clock = new FixedClock(start)
  const dead = await process(clock).next()
  clock.advance(3000)
  assert.equal(slotOf(await process(clock).next()), 1)
  clock.advance(1)
  const heir = await process(clock).next()
  assert.equal(slotOf(heir), slotOf(dead))
  assert.ok(msOf(heir) > start + 3000)
})

test('a process that slept while another took its slot leases another', async (t) => {
  const { process } = await database(t)
  const clock = new FixedClock(start)
  const sleeper = process(clock)
  const before = await sleeper.next()
  clock.advance(10_000)
  const thief = await process(clock).next()
  const after = await sleeper.next()
  assert.deepEqual([before, thief, after].map(slotOf), [0, 0, 1])
  assert.ok(after > before)
})

test('a transaction that outlasts its lease makes ids below the ceiling, never above', async (t) => {
  const { process } = await database(t)
  const clock = new FixedClock(start)
  const { store, ids } = process(clock)
  await store.tx(async () => {
    clock.advance(10_000)
    assert.equal(msOf(ids.next()), start + 3000)
    clock.advance(60_000)
    assert.throws(() => ids.next(), /run out/)
    await Promise.resolve()
  })
})

test('clocks that disagree never lead to one id twice', async (t) => {
  const { process } = await database(t)
  const clocks = [0, 5000, -5000, 60_000, -3_600_000].map((off) => new FixedClock(start + off))
  const processes = clocks.map(process)
  const made = new Set<number>()
  let count = 0
  for (let round = 0; round < 30; round++) {
    for (const [i, { store, ids }] of processes.entries()) {
      clocks[i]!.advance((round * 7919) % 4001)
      if (round % 7 === i) clocks[i]!.set(clocks[i]!.now() - 2000)
      await store.tx(async () => {
        for (let n = 0; n < 5; n++, count++) made.add(ids.next())
        await Promise.resolve()
      })
    }
  }
  assert.equal(made.size, count)
})

test('a clock that was set back by an hour goes on with rising ids', async (t) => {
  const { process } = await database(t)
  const clock = new FixedClock(start)
  const { next } = process(clock)
  const before = await next()
  clock.set(start - 3_600_000)
  const after = await next()
  assert.ok(after > before)
  const restarted = await process(clock).next()
  assert.notEqual(slotOf(restarted), slotOf(after))
})

test('the seventeenth process is told to come back, and does so when a slot is free', async (t) => {
  const { process } = await database(t)
  const clock = new FixedClock(start)
  const processes = Array.from({ length: 16 }, () => process(clock))
  for (const { next } of processes) await next()
  const late = process(clock)
  const full = (e: unknown) => e instanceof Refusal && e.code === 'busy' && /id slots are leased/.test(e.options.detail ?? '')
  await assert.rejects(late.next(), full)
  await assert.rejects(late.ids.ready(), full)
  clock.advance(3001)
  assert.equal(slotOf(await late.next()), 0)
})

test('a refused lease hinders nobody who makes no ids', async (t) => {
  const { process } = await database(t)
  await process(new FixedClock(start)).next()
  const { store } = process(new FixedClock(start - 3 * day))
  assert.equal(await store.tx(() => Promise.resolve('written')), 'written')
})

for (const [name, off] of [
  ['370 days ahead of', 370],
  ['a day behind', -1],
] as const) {
  test(`a clock more than ${name} the newest id makes none, until somebody says that it is right`, async (t) => {
    const { process } = await database(t)
    await process(new FixedClock(start)).next()
    const clock = new FixedClock(start + off * day + Math.sign(off) * 10_000)
    const wrong = process(clock)
    await assert.rejects(wrong.next(), (e) => codeOf(e) === 'clock')
    await acceptClock(wrong.store, clock)
    clock.advance(1000)
    assert.equal(msOf(await wrong.next()), clock.now())
  })
}

test('a server that rested over the holidays makes ids again by itself', async (t) => {
  const { process } = await database(t)
  await process(new FixedClock(start)).next()
  const clock = new FixedClock(start + 21 * day)
  assert.equal(msOf(await process(clock).next()), clock.now())
})

test('a clock that is set right again is trusted again', async (t) => {
  const { process } = await database(t)
  await process(new FixedClock(start)).next()
  const clock = new FixedClock(start + 400 * day)
  const { next } = process(clock)
  await assert.rejects(next(), (e) => codeOf(e) === 'clock')
  clock.set(start + 5000)
  assert.equal(msOf(await next()), start + 5000)
})

test('a clock that jumps a day ahead of steady time while the process runs makes no ids until it is back', async (t) => {
  const { process } = await database(t)
  let now = start
  let steady = 0
  const { next } = process({ now: () => now, steady: () => steady })
  await next()
  now += 2 * day
  await assert.rejects(next(), (e) => codeOf(e) === 'clock')
  now = start + 5000
  steady += 5000
  assert.equal(msOf(await next()), now)
  now += 2 * day
  steady += 2 * day
  assert.equal(msOf(await next()), now)
})

test('accepting a clock that needs no acceptance changes nothing', async (t) => {
  const { process } = await database(t)
  const clock = new FixedClock(start)
  const { store, next } = process(clock)
  await acceptClock(store, clock)
  await next()
  const before = await slots(store)
  clock.advance(1000)
  await acceptClock(store, clock)
  assert.deepEqual(await slots(store), before)
})
