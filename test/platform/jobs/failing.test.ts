import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { z } from 'zod'
import { Refusal, unavailable } from '#base/errors.ts'
import { backOff } from '#platform/jobs/back-off.ts'
import { claimDue } from '#platform/jobs/jobs.queries.ts'
import type { AnyJob } from '#platform/jobs/jobs.ts'
import { settle } from '#platform/jobs/settle.ts'
import { type Part, start } from '../foundation.ts'
import { failing, note, openQueue, type Queue, ran } from './jobs-scene.ts'

let q: Queue
before(async () => void (q = await openQueue()))
after(() => q.base.close())
beforeEach(() => q.clear())

test('data that no longer fits makes a dead job at its first run', async () => {
  await q.add('old shape')
  await q.drain({ ...note, data: z.strictObject({ text: z.string(), more: z.number() }) } as unknown as AnyJob<Part>)
  assert.deepEqual(await q.counts(), ['test.note dead 1'])
})

test('a job that throws runs again later and later, and is dead after its attempts', async () => {
  const def = failing(() => new Error('boom'), 3)
  await q.here.store.tx((db) => q.here.jobs.add(db, def, {}, { key: 'k', once: 'o' }))
  for (const [attempt, least] of [
    [1, 12_800],
    [2, 24_800],
  ] as const) {
    assert.equal(await q.drain(def), 1, `attempt ${attempt}`)
    q.base.clock.advance(least - 1)
    assert.equal(await q.drain(def), 0, 'not before its time')
    q.base.clock.advance(60_000)
  }
  await q.drain(def)
  assert.deepEqual(await q.counts(), ['test.failing dead 1'])
  assert.match(q.here.lines.join(''), /"stack":"Error: boom/)
  await q.here.store.tx((db) => q.here.jobs.add(db, def, {}, { key: 'k', once: 'o' }))
  assert.equal(await q.drain(def), 1, 'its key and once are free again')
})

test('a Refusal is not tried again, unless it says later', async () => {
  const refused = failing(() => new Refusal('gone', 404, 'Record not found'))
  await q.here.store.tx((db) => q.here.jobs.add(db, refused, {}))
  await q.drain(refused)
  assert.deepEqual(await q.counts(), ['test.failing dead 1'])
  const busy = failing(() => unavailable('busy', 'busy', 300))
  await q.here.store.tx((db) => q.here.jobs.add(db, busy, {}))
  await q.drain(busy)
  q.base.clock.advance(299_000)
  assert.equal(await q.drain(busy), 0, 'it waits as long as it was asked to')
  q.base.clock.advance(1000)
  assert.equal(await q.drain(busy), 1)
})

test('jobs of one key run oldest first, and a failing one holds the others back until it is dead', async () => {
  const first = failing(() => new Error('boom'), 2)
  await q.here.store.tx((db) => q.here.jobs.add(db, first, {}, { key: 'thread' }))
  await q.add('second', { key: 'thread', priority: 1 })
  await q.add('free')
  await q.drain(note, first)
  assert.deepEqual(ran, ['free'])
  q.base.clock.advance(60_000)
  await q.drain(note, first)
  assert.deepEqual(ran, ['free', 'second'])
})

// SEC:D15
test('a job in whose runs the process died three times is not run a fourth time', async () => {
  await q.add('poison')
  for (let death = 0; death < 3; death++) {
    const [job] = await q.here.store.tx((db) => claimDue(db, [note.name], q.base.clock.now(), q.base.clock.now() + 1000, 1))
    assert.equal(job?.attempts, death + 1, 'a claim is counted before the run')
    q.base.clock.advance(1001)
  }
  await q.drain(note)
  assert.deepEqual(ran, [])
  assert.match(q.here.lines.join(''), /quarantined: the process died 3 times/)
})

test('a worker whose lease ran out cannot finish the run of another', async () => {
  await q.add('slow')
  const claim = () => q.here.store.tx((db) => claimDue(db, [note.name], q.base.clock.now(), q.base.clock.now() + 1000, 1))
  const [late] = await claim()
  assert.deepEqual(await claim(), [], 'it is in hand')
  q.base.clock.advance(1001)
  const [second] = await claim()
  assert.equal(await settle(q.here, late!, { kind: 'done' }), false)
  assert.equal(await settle(q.here, late!, { kind: 'dead', error: new Error('late') }), false)
  assert.equal(await settle(q.here, late!, { kind: 'again', at: start, error: new Error('late') }), false)
  assert.equal(await settle(q.here, second!, { kind: 'done' }), true)
  assert.deepEqual(await q.counts(), [])
})

test('dead jobs are listed for seven days', async () => {
  await q.here.store.tx(async (db) => {
    for (let n = 0; n < 600; n++)
      await q.here.jobs.add(
        db,
        failing(() => 0),
        {},
      )
  })
  await q.drain(failing(() => new Refusal('x', 422, 'x')))
  q.base.clock.advance(7 * 86_400_000)
  assert.equal(await q.here.jobs.purge(), 0)
  q.base.clock.advance(1)
  assert.equal(await q.here.jobs.purge(), 600)
})

test('the back-off grows, and spreads by a fifth', () => {
  for (let n = 0; n < 200; n++) {
    const ms = backOff(3)
    assert.ok(ms >= 76_800 && ms <= 115_200, String(ms))
  }
  assert.ok(backOff(10) > 2 * 3_600_000)
})
