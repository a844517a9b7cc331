import { database, day, slotOf, slots, start } from './ids-scene.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FixedClock } from '#base/clock.ts'
import { Refusal } from '#base/errors.ts'
import { msOf } from '#base/ids.ts'
import { acceptClock } from '#db/id-clock.ts'

const codeOf = (e: unknown) => (e instanceof Refusal ? e.code : String(e))

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
