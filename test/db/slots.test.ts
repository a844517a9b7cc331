import { database, day, slotOf, slots, start } from './ids-scene.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FixedClock } from '#base/clock.ts'
import { Refusal } from '#base/errors.ts'
import { msOf } from '#base/ids.ts'

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
