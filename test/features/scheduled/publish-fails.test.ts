import assert from 'node:assert/strict'
import { after, before, beforeEach, suite, test } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { retire } from '#features/holds/retire.ts'
import { groupMembers } from '#features/groups/groups.schema.ts'
import { people } from '#features/people/people.schema.ts'
import { follow } from '#features/relationships/follow.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { changeSetting } from '#features/settings/change-setting.ts'
import { publishScheduled } from '#features/scheduled/publish-scheduled.ts'
import { lookForOverdue, publishDue } from '#features/scheduled/scheduled.jobs.ts'
import { loadScheduledParts, scheduledJson } from '#features/scheduled/scheduled.json.ts'
import { scheduledBy } from '#features/scheduled/scheduled.queries.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import type { Site } from '#platform/site.ts'
import { validate } from '../../contract/validate.ts'
import { type TestSite, testSite } from '../../site.ts'
import { followers, newGroup, newViewer, post } from '../statuses/world.ts'
import { hour, makeWriter, type Writer } from './publish-scene.ts'

suite('a post that is due', () => {
  let t: TestSite
  let w: Writer
  before(async () => void (t = await testSite()))
  beforeEach(async () => void (w = await makeWriter(t)))
  after(async () => await t.close())

  suite('and can be published no more stays with its author and says why:', () => {
    const fails = async (id: number, reason: string) => {
      await w.pass()
      assert.deepEqual(await w.state(id), [reason, 0])
      const [shown] = (
        await loadScheduledParts(t.site.store.read, await scheduledBy(t.site.store.read, w.alice.accountId, { limit: 20 }))
      ).map((parts) => scheduledJson(t.site, parts, (key) => key))
      validate('ScheduledStatus', shown)
      const error = `scheduled.failed_${reason}`
      assert.deepEqual(shown!.atrium.failed, { failed_at: new Date(t.clock.now()).toISOString(), reason, error })
      // No run of any kind publishes it by itself.
      await publishScheduled(t.site, id, { last: true })
      await w.pass(48 * hour)
      assert.deepEqual(await w.state(id), [reason, 0])
    }

    test('what it answers is gone', async () => {
      const parent = await post(t.site, w.bob, 'soon gone')
      const id = await w.later({ replyToId: parent })
      await deleteStatus(t.site, w.bob, parent)
      await fails(id, 'not_found')
    })

    test('its author is in the group no more', async () => {
      const group = await newGroup(t.site, w.alice, w.bob)
      const id = await w.later({ audience: { kind: 'group', groupId: group } })
      await t.site.store.tx(async (db) => await db.delete(groupMembers).where(eq(groupMembers.accountId, w.alice.accountId)))
      await fails(id, 'not_found')
    })

    test('it names somebody outside the audience', async () => {
      const parent = await post(t.site, w.bob, 'for followers', { audience: followers })
      await follow(t.site, w.alice, w.bob.accountId)
      const carol = `carol_${w.alice.username}`
      const id = await w.later({ text: `@${carol} later`, replyToId: parent })
      // Nobody had that name when it was written.
      const made = await newViewer(t.site, 'late')
      await t.site.store.tx(async (db) => await db.update(accounts).set({ username: carol }).where(eq(accounts.id, made.accountId)))
      await w.pass()
      assert.deepEqual([(await w.row(id))?.reason, (await w.posts()).length], ['unexpected_accounts', 0])
    })

    test('it is longer than is allowed by now', async () => {
      const id = await w.later({ text: 'x'.repeat(101) })
      await t.site.store.tx(async (db) => await changeSetting(t.site, db, maxCharacters, 100))
      try {
        await fails(id, 'refused')
      } finally {
        await t.site.store.tx(async (db) => await changeSetting(t.site, db, maxCharacters, 5000))
      }
    })

    test('a picture of it was removed by others', async (c) => {
      const file = await w.upload(c)
      const id = await w.later({ mediaIds: [file.id] })
      await t.site.store.tx(async (db) => await retire(t.site, db, { kind: 'media', id: file.id }, { why: 'moderator', who: null }))
      await fails(id, 'refused')
    })

    test('its author’s account is suspended', async () => {
      const id = await w.later()
      await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, w.alice.accountId)))
      await fails(id, 'account_closed')
    })

    test('its author has left', async () => {
      const id = await w.later()
      await t.site.store.tx(async (db) => await db.update(people).set({ state: 'deactivated' }).where(eq(people.id, w.alice.personId)))
      await fails(id, 'account_closed')
    })

    test('a fault of ours does not end', async () => {
      const id = await w.later()
      t.clock.advance(hour)
      const events: Site['events'] = { ...t.site.events, add: async () => await Promise.reject(new Error('broken')) }
      for (let i = 0; i < 8; i++) {
        await drainJobs({ ...t.site, events }, [publishDue])
        t.clock.advance(hour)
      }
      assert.deepEqual(await w.state(id), ['internal', 0])
      assert.equal((await t.site.jobs.counts()).find((count) => count.name === publishDue.name && count.state === 'dead')?.count, 1)
    })

    // SEC:D15
    test('its job has ended without a word', async () => {
      const id = await w.later()
      t.clock.advance(hour)
      await t.site.store.tx(async (db) => void (await t.site.jobs.cancel(db, publishDue, String(id))))
      const look = async () => {
        await t.site.store.tx(async (db) => await t.site.jobs.add(db, lookForOverdue, {}))
        await w.work()
      }
      await look()
      assert.deepEqual(await w.state(id), [null, 0])
      t.clock.advance(hour + 1)
      await look()
      assert.deepEqual(await w.state(id), ['internal', 0])
    })
  })
})
