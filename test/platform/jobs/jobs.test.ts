import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { z } from 'zod'
import { Refusal, unavailable } from '#base/errors.ts'
import { backOff } from '#platform/jobs/back-off.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { claimDue } from '#platform/jobs/jobs.queries.ts'
import type { AnyJob, JobDef } from '#platform/jobs/jobs.ts'
import { settle } from '#platform/jobs/settle.ts'
import { foundation, type Part, start } from '../foundation.ts'

let base: Awaited<ReturnType<typeof foundation>>
let here: Part
const ran: string[] = []
const note: JobDef<Part, { text: string }> = {
  name: 'test.note',
  data: z.strictObject({ text: z.string() }),
  run: async (_site, { text }) => void ran.push(text),
}
const other: JobDef<Part, { text: string }> = { ...note, name: 'test.other' }
const failing = (error: () => unknown, attempts?: number): JobDef<Part, object> => ({
  name: 'test.failing',
  data: z.strictObject({}),
  ...(attempts === undefined ? {} : { attempts }),
  run: async () => {
    throw error()
  },
})
const drain = (...defs: AnyJob<Part>[]) => drainJobs(here, defs)
const add = (text: string, o?: Parameters<Part['jobs']['add']>[3], def = note) => here.store.tx((db) => here.jobs.add(db, def, { text }, o))
const counts = async () => (await here.jobs.counts()).map(({ name, state, count }) => `${name} ${state} ${count}`)

before(async () => {
  base = await foundation()
  here = base.part()
})
after(() => base.close())
beforeEach(async () => {
  base.clock.advance(30 * 86_400_000)
  await here.jobs.pause('test.note', false)
  await drain(note, other, { ...failing(() => new Refusal('x', 422, 'x')) })
  await here.jobs.purge()
  base.clock.advance(8 * 86_400_000)
  await here.jobs.purge()
  ran.length = 0
  here.lines.length = 0
})

test('a job runs once, with its data, after its transaction has committed', async () => {
  await assert.rejects(
    here.store.tx(async (db) => {
      await here.jobs.add(db, note, { text: 'rolled back' })
      throw new Error('no')
    }),
  )
  await add('one')
  assert.equal(await drain(note), 1)
  assert.deepEqual(ran, ['one'])
  assert.equal(await drain(note), 0)
})

test('data that does not fit is refused when the job is added', async () => {
  await assert.rejects(here.store.tx((db) => here.jobs.add(db, note, { text: 3 } as never)))
  assert.deepEqual(await counts(), [])
})

test('data that no longer fits makes a dead job at its first run', async () => {
  await add('old shape')
  await drain({ ...note, data: z.strictObject({ text: z.string(), more: z.number() }) } as unknown as AnyJob<Part>)
  assert.deepEqual(await counts(), ['test.note dead 1'])
})

test('a job waits for its moment; a higher priority goes first', async () => {
  const now = base.clock.now()
  await add('later', { at: now + 1000 })
  await add('tonight', { priority: -1 })
  await add('low')
  await add('high', { priority: 1 })
  await drain(note)
  assert.deepEqual(ran, ['high', 'low', 'tonight'])
  base.clock.advance(1000)
  await drain(note)
  assert.deepEqual(ran, ['high', 'low', 'tonight', 'later'])
})

test('of one thing only one job waits; while it runs a new one may wait', async () => {
  const again: JobDef<Part, { text: string }> = {
    ...note,
    run: async (site, { text }) => {
      ran.push(text)
      if (text === 'first')
        for (const next of ['second', 'third']) await site.store.tx((db) => site.jobs.add(db, note, { text: next }, { once: 'a' }))
    },
  }
  await add('first', { once: 'a' })
  await add('dropped', { once: 'a' })
  await add('another name', { once: 'a' }, other)
  await drain(again, other)
  assert.deepEqual(ran, ['first', 'another name', 'second'])
})

test('a waiting job can be cancelled, a running one not', async () => {
  await add('gone', { once: 'b' })
  assert.equal(await here.store.tx((db) => here.jobs.cancel(db, note, 'b')), true)
  assert.equal(await here.store.tx((db) => here.jobs.cancel(db, note, 'b')), false)
  await add('runs', { once: 'b' })
  const [job] = await here.store.tx((db) => claimDue(db, [note.name], base.clock.now(), base.clock.now() + 1000, 1))
  assert.equal(await here.store.tx((db) => here.jobs.cancel(db, note, 'b')), false)
  assert.equal(await settle(here, job!, { kind: 'done' }), true)
})

test('a paused name waits, in every process, until it is let go', async () => {
  const second = base.part()
  await second.jobs.pause('test.note', true)
  await add('waits')
  await add('goes', {}, other)
  await drain(note, other)
  assert.deepEqual(ran, ['goes'])
  await second.jobs.pause('test.note', false)
  await drain(note, other)
  assert.deepEqual(ran, ['goes', 'waits'])
})

test('a worker takes only jobs whose names it knows', async () => {
  await add('unknown', {}, other)
  assert.equal(await drain(note), 0)
  assert.deepEqual(await counts(), ['test.other waiting 1'])
})

test('a job that throws runs again later and later, and is dead after its attempts', async () => {
  const def = failing(() => new Error('boom'), 3)
  await here.store.tx((db) => here.jobs.add(db, def, {}, { key: 'k', once: 'o' }))
  for (const [attempt, least] of [
    [1, 12_800],
    [2, 24_800],
  ] as const) {
    assert.equal(await drain(def), 1, `attempt ${attempt}`)
    base.clock.advance(least - 1)
    assert.equal(await drain(def), 0, 'not before its time')
    base.clock.advance(60_000)
  }
  await drain(def)
  assert.deepEqual(await counts(), ['test.failing dead 1'])
  assert.match(here.lines.join(''), /"stack":"Error: boom/)
  await here.store.tx((db) => here.jobs.add(db, def, {}, { key: 'k', once: 'o' }))
  assert.equal(await drain(def), 1, 'its key and once are free again')
})

test('a Refusal is not tried again, unless it says later', async () => {
  const refused = failing(() => new Refusal('gone', 404, 'Record not found'))
  await here.store.tx((db) => here.jobs.add(db, refused, {}))
  await drain(refused)
  assert.deepEqual(await counts(), ['test.failing dead 1'])
  const busy = failing(() => unavailable('busy', 'busy', 300))
  await here.store.tx((db) => here.jobs.add(db, busy, {}))
  await drain(busy)
  base.clock.advance(299_000)
  assert.equal(await drain(busy), 0, 'it waits as long as it was asked to')
  base.clock.advance(1000)
  assert.equal(await drain(busy), 1)
})

test('jobs of one key run oldest first, and a failing one holds the others back until it is dead', async () => {
  const first = failing(() => new Error('boom'), 2)
  await here.store.tx((db) => here.jobs.add(db, first, {}, { key: 'thread' }))
  await add('second', { key: 'thread', priority: 1 })
  await add('free')
  await drain(note, first)
  assert.deepEqual(ran, ['free'])
  base.clock.advance(60_000)
  await drain(note, first)
  assert.deepEqual(ran, ['free', 'second'])
})

// SEC:D15
test('a job in whose runs the process died three times is not run a fourth time', async () => {
  await add('poison')
  for (let death = 0; death < 3; death++) {
    const [job] = await here.store.tx((db) => claimDue(db, [note.name], base.clock.now(), base.clock.now() + 1000, 1))
    assert.equal(job?.attempts, death + 1, 'a claim is counted before the run')
    base.clock.advance(1001)
  }
  await drain(note)
  assert.deepEqual(ran, [])
  assert.match(here.lines.join(''), /quarantined: the process died 3 times/)
})

test('a worker whose lease ran out cannot finish the run of another', async () => {
  await add('slow')
  const claim = () => here.store.tx((db) => claimDue(db, [note.name], base.clock.now(), base.clock.now() + 1000, 1))
  const [late] = await claim()
  assert.deepEqual(await claim(), [], 'it is in hand')
  base.clock.advance(1001)
  const [second] = await claim()
  assert.equal(await settle(here, late!, { kind: 'done' }), false)
  assert.equal(await settle(here, late!, { kind: 'dead', error: new Error('late') }), false)
  assert.equal(await settle(here, late!, { kind: 'again', at: start, error: new Error('late') }), false)
  assert.equal(await settle(here, second!, { kind: 'done' }), true)
  assert.deepEqual(await counts(), [])
})

test('counts tell what waits, is put off, runs and is dead, and how old the oldest is', async () => {
  await add('a')
  base.clock.advance(5000)
  await add('b', { at: base.clock.now() + 9999 })
  await add('c', {}, other)
  await here.store.tx((db) => claimDue(db, [other.name], base.clock.now(), base.clock.now() + 1000, 1))
  const found = await here.jobs.counts()
  assert.deepEqual(
    found.toSorted((a, b) => a.state.localeCompare(b.state)),
    [
      { name: 'test.note', state: 'delayed', count: 1, age: 0 },
      { name: 'test.other', state: 'running', count: 1, age: 0 },
      { name: 'test.note', state: 'waiting', count: 1, age: 5000 },
    ],
  )
})

test('dead jobs are listed for seven days', async () => {
  await here.store.tx(async (db) => {
    for (let n = 0; n < 600; n++)
      await here.jobs.add(
        db,
        failing(() => 0),
        {},
      )
  })
  await drain(failing(() => new Refusal('x', 422, 'x')))
  base.clock.advance(7 * 86_400_000)
  assert.equal(await here.jobs.purge(), 0)
  base.clock.advance(1)
  assert.equal(await here.jobs.purge(), 600)
})

test('the back-off grows, and spreads by a fifth', () => {
  for (let n = 0; n < 200; n++) {
    const ms = backOff(3)
    assert.ok(ms >= 76_800 && ms <= 115_200, String(ms))
  }
  assert.ok(backOff(10) > 2 * 3_600_000)
})
