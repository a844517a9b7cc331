import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Cut, fillPage } from '#features/timelines/fill-page.ts'

/** Ids 1 to n as a table would yield them. */
const table = (n: number, cuts: Cut[] = []) => {
  const all = Array.from({ length: n }, (_, i) => i + 1)
  return async (cut: Cut) => {
    cuts.push({ ...cut })
    const inside = all.filter((id) => id > cut.above && id < cut.below)
    return (cut.up ? inside : inside.reverse()).slice(0, cut.limit)
  }
}
const all = async (ids: number[]) => ids
const tens = async (ids: number[]) => ids.filter((id) => id % 10 === 0)

test('the newest come first, whatever bound is named', async () => {
  assert.deepEqual(await fillPage({ limit: 3 }, table(100), all), [100, 99, 98])
  assert.deepEqual(await fillPage({ limit: 3, maxId: 50 }, table(100), all), [49, 48, 47])
  assert.deepEqual(await fillPage({ limit: 3, sinceId: 50 }, table(100), all), [100, 99, 98])
  assert.deepEqual(await fillPage({ limit: 3, minId: 50 }, table(100), all), [53, 52, 51])
  assert.deepEqual(await fillPage({ limit: 5, minId: 50, maxId: 53 }, table(100), all), [52, 51])
  assert.deepEqual(await fillPage({ limit: 3, minId: 50, sinceId: 90 }, table(100), all), [53, 52, 51])
  assert.deepEqual(await fillPage({ limit: 5, sinceId: 98 }, table(100), all), [100, 99])
})

test('what the rule drops is made up for by further batches', async () => {
  assert.deepEqual(
    await fillPage({ limit: 20 }, table(1000), tens),
    Array.from({ length: 20 }, (_, i) => 1000 - 10 * i),
  )
  assert.deepEqual((await fillPage({ limit: 20, minId: 0 }, table(1000), tens)).at(-1), 10)
})

test('an end of the candidates ends the page', async () => {
  const cuts: Cut[] = []
  assert.deepEqual(await fillPage({ limit: 20 }, table(30, cuts), tens), [30, 20, 10])
  assert.equal(cuts.length, 1)
  assert.deepEqual(await fillPage({ limit: 20 }, table(0), all), [])
  assert.deepEqual(await fillPage({ limit: 0 }, table(10), all), [])
})

// SEC:D10
test('a reader of whom every candidate is hidden gets a short page, after a bounded search', async () => {
  const cuts: Cut[] = []
  assert.deepEqual(await fillPage({ limit: 20 }, table(100_000, cuts), async () => []), [])
  assert.equal(cuts.length, 16)
  assert.ok(cuts.every((cut, i) => i === 0 || cut.below < cuts[i - 1]!.below))
})
