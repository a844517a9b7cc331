import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { claimDue } from '#platform/jobs/jobs.queries.ts'
import type { JobDef } from '#platform/jobs/jobs.ts'
import { settle } from '#platform/jobs/settle.ts'
import type { Part } from '../foundation.ts'
import { note, openQueue, other, type Queue, ran } from './jobs-scene.ts'

let q: Queue
before(async () => void (q = await openQueue()))
after(() => q.base.close())
beforeEach(() => q.clear())

test('a job runs once, with its data, after its transaction has committed', async () => {
  await assert.rejects(
    q.here.store.tx(async (db) => {
      await q.here.jobs.add(db, note, { text: 'rolled back' })
      throw new Error('no')
    }),
  )
  await q.add('one')
  assert.equal(await q.drain(note), 1)
  assert.deepEqual(ran, ['one'])
  assert.equal(await q.drain(note), 0)
})

test('data that does not fit is refused when the job is added', async () => {
  await assert.rejects(q.here.store.tx((db) => q.here.jobs.add(db, note, { text: 3 } as never)))
  assert.deepEqual(await q.counts(), [])
})

test('a job waits for its moment; a higher priority goes first', async () => {
  const now = q.base.clock.now()
  await q.add('later', { at: now + 1000 })
  await q.add('tonight', { priority: -1 })
  await q.add('low')
  await q.add('high', { priority: 1 })
  await q.drain(note)
  assert.deepEqual(ran, ['high', 'low', 'tonight'])
  q.base.clock.advance(1000)
  await q.drain(note)
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
  await q.add('first', { once: 'a' })
  await q.add('dropped', { once: 'a' })
  await q.add('another name', { once: 'a' }, other)
  await q.drain(again, other)
  assert.deepEqual(ran, ['first', 'another name', 'second'])
})

test('a waiting job can be cancelled, a running one not', async () => {
  await q.add('gone', { once: 'b' })
  assert.equal(await q.here.store.tx((db) => q.here.jobs.cancel(db, note, 'b')), true)
  assert.equal(await q.here.store.tx((db) => q.here.jobs.cancel(db, note, 'b')), false)
  await q.add('runs', { once: 'b' })
  const [job] = await q.here.store.tx((db) => claimDue(db, [note.name], q.base.clock.now(), q.base.clock.now() + 1000, 1))
  assert.equal(await q.here.store.tx((db) => q.here.jobs.cancel(db, note, 'b')), false)
  assert.equal(await settle(q.here, job!, { kind: 'done' }), true)
})

test('a paused name waits, in every process, until it is let go', async () => {
  const second = q.base.part()
  await second.jobs.pause('test.note', true)
  await q.add('waits')
  await q.add('goes', {}, other)
  await q.drain(note, other)
  assert.deepEqual(ran, ['goes'])
  await second.jobs.pause('test.note', false)
  await q.drain(note, other)
  assert.deepEqual(ran, ['goes', 'waits'])
})

test('a worker takes only jobs whose names it knows', async () => {
  await q.add('unknown', {}, other)
  assert.equal(await q.drain(note), 0)
  assert.deepEqual(await q.counts(), ['test.other waiting 1'])
})

test('counts tell what waits, is put off, runs and is dead, and how old the oldest is', async () => {
  await q.add('a')
  q.base.clock.advance(5000)
  await q.add('b', { at: q.base.clock.now() + 9999 })
  await q.add('c', {}, other)
  await q.here.store.tx((db) => claimDue(db, [other.name], q.base.clock.now(), q.base.clock.now() + 1000, 1))
  const found = await q.here.jobs.counts()
  assert.deepEqual(
    found.toSorted((a, b) => a.state.localeCompare(b.state)),
    [
      { name: 'test.note', state: 'delayed', count: 1, age: 0 },
      { name: 'test.other', state: 'running', count: 1, age: 0 },
      { name: 'test.note', state: 'waiting', count: 1, age: 5000 },
    ],
  )
})
