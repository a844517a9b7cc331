import assert from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import { full } from '#base/errors.ts'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { notifications } from '#features/notifications/notifications.schema.ts'
import { follow } from '#features/relationships/follow.ts'
import { publishScheduled } from '#features/scheduled/publish-scheduled.ts'
import { reschedule } from '#features/scheduled/reschedule.ts'
import { lookForOverdue, publishDue } from '#features/scheduled/scheduled.jobs.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import type { Site } from '#platform/site.ts'
import { type TestSite, testSite } from '../../site.ts'
import { followers, named, post } from '../statuses/world.ts'
import { hour, makeWriter, type Writer } from './publish-scene.ts'

suite('a post that is due', () => {
  let t: TestSite
  let w: Writer
  before(async () => void (t = await testSite()))
  beforeEach(async () => void (w = await makeWriter(t)))
  after(async () => await t.close())

  test('is published once, however many runs meet', async () => {
    const id = await w.later({ text: `later for @${w.bob.username}` })
    t.clock.advance(hour)
    await Promise.all(Array.from({ length: 8 }, async () => await publishScheduled(t.site, id, { last: false })))
    await w.work()
    const [one, ...more] = await w.posts()
    assert.deepEqual([more, await w.row(id), one!.createdAt], [[], undefined, t.clock.now()])
    const told = await t.site.store.read.select().from(notifications).where(eq(notifications.accountId, w.bob.accountId))
    assert.deepEqual(
      told.map((notification) => notification.statusId),
      [one!.id],
    )
  })

  test('is there or still to come, whatever fails on the way, and comes with a later run', async () => {
    const id = await w.later()
    t.clock.advance(hour)
    for (const fault of [new Error('the power went'), full('no room')]) {
      // The last thing that a post does in its transaction.
      const events: Site['events'] = { ...t.site.events, add: async () => await Promise.reject(fault) }
      await assert.rejects(publishScheduled({ ...t.site, events }, id, { last: false }), fault)
      assert.deepEqual([(await w.row(id))?.failedAt, (await w.posts()).length], [null, 0])
    }
    await w.work()
    assert.deepEqual(await w.state(id), [undefined, 1])
  })

  test('is for whom it would be if it were posted then', async () => {
    const root = await post(t.site, w.bob, 'root', { audience: followers })
    await follow(t.site, w.alice, w.bob.accountId)
    const reply = await post(t.site, w.bob, `@${w.alice.username} start`, { audience: named })
    await w.later({ text: `@${w.bob.username} an answer`, replyToId: reply })
    await w.later({ replyToId: root })
    await w.pass()
    const made = new Map((await w.posts()).map((one) => [one.audience, one.followersOfId]))
    assert.deepEqual([made.size, made.get('followers'), made.get('named')], [2, w.bob.accountId, null])
  })

  test('after days without a worker is published, and not given up', async () => {
    const id = await w.later()
    t.clock.advance(72 * hour)
    await t.site.store.tx(async (db) => await t.site.jobs.add(db, lookForOverdue, {}, { priority: 1 }))
    await w.work()
    assert.deepEqual(await w.state(id), [undefined, 1])
  })

  test('that failed once and waits for its next run is not given up meanwhile', async () => {
    const id = await w.later()
    t.clock.advance(3 * hour)
    const events: Site['events'] = { ...t.site.events, add: async () => await Promise.reject(new Error('broken')) }
    await drainJobs({ ...t.site, events }, [publishDue])
    await t.site.store.tx(async (db) => await t.site.jobs.add(db, lookForOverdue, {}))
    await w.work()
    assert.deepEqual(await w.state(id), [null, 0])
    await w.pass(60_000)
    assert.deepEqual(await w.state(id), [undefined, 1])
  })

  test('and has failed is published after all when its author moves it', async () => {
    const id = await w.later()
    await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, w.alice.accountId)))
    await w.pass()
    await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: null }).where(eq(accounts.id, w.alice.accountId)))
    assert.deepEqual(await w.state(id), ['account_closed', 0])
    await reschedule(t.site, w.alice, id, t.clock.now() + hour)
    assert.equal((await w.row(id))?.reason, null)
    await w.pass()
    assert.deepEqual(await w.state(id), [undefined, 1])
  })

  test('and moved while its job already runs waits for the new moment', async () => {
    const id = await w.later()
    t.clock.advance(hour)
    // The job has read the row when its author moves it; between the two stands `createStatus`.
    const store: Site['store'] = {
      ...t.site.store,
      read: t.site.store.read,
      tx: async (run) => {
        await reschedule(t.site, w.alice, id, t.clock.now() + hour)
        return await t.site.store.tx(run)
      },
    }
    await publishScheduled({ ...t.site, store }, id, { last: false })
    assert.deepEqual(await w.state(id), [null, 0])
    await w.pass()
    assert.deepEqual(await w.state(id), [undefined, 1])
  })
})
