import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { indexJob } from '#features/search/search.jobs.ts'
import { oldestUnindexed } from '#features/statuses/unindexed.queries.ts'
import { defineEvent } from '#platform/events/events.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { defineJob } from '#platform/site.ts'
import { jobs } from '#processes/jobs.ts'
import { addScheduled, schedule, startSchedule } from '#processes/schedule.ts'
import { startWorker } from '#processes/worker.ts'
import { newViewer, post } from '../features/statuses/world.ts'
import { testSite } from '../site.ts'
import { until } from '../until.ts'

const happened = defineEvent('test.happened', z.strictObject({}))

test('everything that comes round is a job that the worker knows', () => {
  for (const { job } of schedule) assert.ok(jobs.includes(job), job.name)
  assert.equal(new Set(jobs.map((job) => job.name)).size, jobs.length)
})

test('the clock only adds jobs: at the start once, and a doubled tick not twice', async (t) => {
  const { site, ...ground } = await testSite()
  t.after(() => ground.close())
  let runs = 0
  const job = defineJob({
    name: 'test.round',
    data: z.strictObject({}),
    run: async () => {
      runs++
    },
  })
  const row = { cron: '0 0 1 1 *', job }
  const clockwork = await startSchedule(site, [row])
  await addScheduled(site, row)
  await addScheduled(site, row)
  await clockwork.stop()
  assert.equal(runs, 0)
  await drainJobs(site, [job])
  assert.equal(runs, 1)
  await addScheduled(site, row)
  await drainJobs(site, [job])
  assert.equal(runs, 2)
})

test('a post that asked for its words in the moment in which the index looked away is brought in by the clock', async (t) => {
  const { site, ...ground } = await testSite()
  t.after(() => ground.close())
  const id = await post(site, await newViewer(site, 'ada'), 'valve')
  await site.store.tx((db) => site.jobs.cancel(db, indexJob, 'all'))
  await drainJobs(site, jobs)
  assert.deepEqual(await oldestUnindexed(site.store.read, 9), [id])
  for (const row of schedule) await addScheduled(site, row)
  await drainJobs(site, jobs)
  assert.deepEqual(await oldestUnindexed(site.store.read, 9), [])
})

test('the worker purges old events and ends in order', async (t) => {
  const { site, clock, ...ground } = await testSite()
  t.after(() => ground.close())
  await site.store.tx((db) => site.events.add(db, happened, {}))
  await site.events.catchUp()
  const old = site.events.position()
  await site.store.tx((db) => site.events.add(db, happened, {}))
  clock.advance(600_001)
  const worker = await startWorker(site)
  await until(async () => (await site.events.since(old)) === 'gap', 'the purge')
  await worker.close()
})
