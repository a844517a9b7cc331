import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { count, like } from '#db/drizzle.ts'
import { scheduleStatus } from '#features/scheduled/schedule-status.ts'
import { scheduledStatuses } from '#features/scheduled/scheduled.schema.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { makePerson } from '../people.ts'
import { testSite } from '../site.ts'
import { createRandom } from './random.ts'
import { startProcess, type Victim } from './server.ts'

const kills = 12
const wanted = 240

test(`${kills} times kill -9 while ${wanted} scheduled posts are due: each is published exactly once`, { timeout: 600_000 }, async () => {
  const { site, data, databaseUrl, clock, close } = await testSite({ at: Date.now() - 600_000 })
  after(close)
  for (let a = 0; a < wanted / 24; a++) {
    const author = await makePerson(site, `planner${a}`)
    for (let i = 0; i < 24; i++) {
      const text = `planned ${a * 24 + i}`
      const words = { text, warning: '', sensitive: false, language: 'en', replyToId: null, localOnly: false, labelId: null }
      const wish = { ...words, audience: { kind: 'everyone', listed: true } } as const
      // Long due when the workers start.
      await scheduleStatus(site, author, { wish, dueAt: clock.now() + 300_000 })
    }
  }
  const env = {
    ATRIUM_DATA: data,
    ATRIUM_LOG__LEVEL: 'error',
    DATABASE_URL: databaseUrl,
  }
  let worker: (Victim & { said(): string }) | undefined
  after(async () => await worker?.kill())
  const published = async () => (await site.store.read.select({ n: count() }).from(statuses).where(like(statuses.text, 'planned %')))[0]!.n
  const random = createRandom(20261201)
  let seen = 0
  for (let kill = 0; kill < kills; kill++) {
    worker = startProcess('worker', env)
    const before = await published()
    // Killed soon after it has begun to publish.
    for (let spent = 0; spent < 30_000 && (await published()) === before && before < wanted; spent += 5) await sleep(5)
    seen = Math.max(seen, (await published()) - before)
    await sleep(random() * 30)
    await worker.kill()
  }
  assert.ok(seen > 0, `the workers published nothing: ${worker?.said()}`)
  // The dead workers' leases have run out by then.
  clock.set(Date.now() + 600_000)
  await drainJobs(site, jobs)
  const found = await site.store.read.select({ text: statuses.text }).from(statuses).where(like(statuses.text, 'planned %'))
  assert.deepEqual(found.map((post) => post.text).sort(), Array.from({ length: wanted }, (_, i) => `planned ${i}`).sort())
  assert.deepEqual(await site.store.read.select().from(scheduledStatuses), [])
})
