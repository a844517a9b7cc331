import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Derived } from '#platform/cache/derived.ts'
import type { Events } from '#platform/events/events.ts'

/** Events that stand still, or move when told to. */
function fakeEvents() {
  let position = '1'
  const gaps: (() => void)[] = []
  const events = { position: () => position, onGap: (fn: () => void) => gaps.push(fn) } as unknown as Events
  return { events, move: () => (position += '1'), gap: () => gaps.forEach((fn) => fn()) }
}

const texts = (events: Events, most: { values: number; bytes: number }) =>
  new Derived<number, { text: string }>(events, most, ({ text }) => text.length)

const fill = async (kept: Derived<number, { text: string }>, ...values: [number, string][]) =>
  await kept.filling(async (keep) => {
    for (const [key, text] of values) keep(key, { text })
  })

const there = (kept: Derived<number, { text: string }>, keys: readonly number[]) => keys.filter((key) => kept.get(key))

test('what is kept is bounded in bytes, and what nobody asked for goes first', async () => {
  const kept = texts(fakeEvents().events, { values: 1000, bytes: 100 })
  await fill(kept, [1, 'x'.repeat(40)], [2, 'x'.repeat(40)])
  assert.ok(kept.get(1))
  await fill(kept, [3, 'x'.repeat(40)])
  assert.deepEqual(there(kept, [1, 2, 3]), [1, 3])
  for (let key = 10; key < 500; key++) await fill(kept, [key, 'x'.repeat(10)])
  assert.equal(there(kept, [...Array(500).keys()]).length, 10)
})

test('what is larger than all that may be kept is not kept, and drives nothing out', async () => {
  const kept = texts(fakeEvents().events, { values: 1000, bytes: 100 })
  await fill(kept, [1, 'x'], [2, 'x'.repeat(101)])
  assert.deepEqual(there(kept, [1, 2]), [1])
})

test('what is kept is bounded in number', async () => {
  const kept = texts(fakeEvents().events, { values: 3, bytes: 1e6 })
  for (let key = 0; key < 20; key++) await fill(kept, [key, 'x'])
  assert.deepEqual(there(kept, [...Array(20).keys()]), [17, 18, 19])
})

test('nothing is kept of reads during which something happened, and a gap empties all', async () => {
  const { events, move, gap } = fakeEvents()
  const kept = texts(events, { values: 10, bytes: 100 })
  await kept.filling(async (keep) => {
    keep(1, { text: 'old' })
    move()
  })
  assert.equal(kept.get(1), undefined)
  await fill(kept, [1, 'new'])
  assert.ok(kept.get(1))
  gap()
  assert.equal(kept.get(1), undefined)
})
