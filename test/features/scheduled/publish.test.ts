import assert from 'node:assert/strict'
import { after, before, beforeEach, suite, test, type TestContext } from 'node:test'
import { full, Refusal } from '#base/errors.ts'
import { Upload } from '#base/upload.ts'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { createHold } from '#features/holds/create-hold.ts'
import { copyOf } from '#features/holds/holds.queries.ts'
import { retirements } from '#features/holds/holds.schema.ts'
import { copyPurpose, retire } from '#features/holds/retire.ts'
import { removeLoose } from '#features/files/files.jobs.ts'
import { groupMembers } from '#features/groups/groups.schema.ts'
import { letGoMedia } from '#features/media/keep-media.ts'
import { uploadMedia } from '#features/media/upload-media.ts'
import { notifications } from '#features/notifications/notifications.schema.ts'
import { people } from '#features/people/people.schema.ts'
import { follow } from '#features/relationships/follow.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { changeSetting } from '#features/settings/change-setting.ts'
import { publishScheduled } from '#features/scheduled/publish-scheduled.ts'
import { reschedule } from '#features/scheduled/reschedule.ts'
import { scheduleStatus } from '#features/scheduled/schedule-status.ts'
import { lookForOverdue, publishDue } from '#features/scheduled/scheduled.jobs.ts'
import { loadScheduledParts, scheduledJson } from '#features/scheduled/scheduled.json.ts'
import { scheduledBy, scheduledById } from '#features/scheduled/scheduled.queries.ts'
import { unschedule } from '#features/scheduled/unschedule.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import type { NewStatus } from '#features/statuses/new-status.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import type { Site } from '#platform/site.ts'
import { jobs } from '#processes/jobs.ts'
import { validate } from '../../contract/validate.ts'
import { asFile, quarters } from '../../pictures.ts'
import { type TestSite, testSite } from '../../site.ts'
import { followers, named, newGroup, newViewer, post } from '../statuses/world.ts'

const hour = 3_600_000
const png = await quarters().png().toBuffer()

suite('a post that is due', () => {
  let t: TestSite
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let alice: Somebody, bob: Somebody
  before(async () => void (t = await testSite()))
  beforeEach(async () => {
    alice = await newViewer(t.site, 'alice')
    bob = await newViewer(t.site, 'bob')
  })
  after(async () => await t.close())

  const later = async (o: Partial<NewStatus> = {}, ahead = hour) => {
    const usual = { text: 'later', warning: '', sensitive: false, language: null, replyToId: null, localOnly: false, labelId: null }
    const wish: NewStatus = { ...usual, audience: { kind: 'everyone', listed: true }, ...o }
    return await scheduleStatus(t.site, alice, { wish, dueAt: t.clock.now() + ahead })
  }
  const work = async () => void (await drainJobs(t.site, jobs))
  const pass = async (ms = hour) => {
    t.clock.advance(ms)
    await work()
  }
  const posts = async (of: Somebody = alice) => await t.site.store.read.select().from(statuses).where(eq(statuses.accountId, of.accountId))
  const row = async (id: number) => await scheduledById(t.site.store.read, id)
  const state = async (id: number) => {
    const found = await row(id)
    return [found?.reason, (await posts()).length]
  }
  const upload = async (c: TestContext) =>
    await uploadMedia(t.site, alice, { file: new Upload('x.png', 'image/png', png.length, asFile(c, png)), alt: null, focus: null })

  test('is published once, however many runs meet', async () => {
    const id = await later({ text: `later for @${bob.username}` })
    t.clock.advance(hour)
    await Promise.all(Array.from({ length: 8 }, async () => await publishScheduled(t.site, id, { last: false })))
    await work()
    const [one, ...more] = await posts()
    assert.deepEqual([more, await row(id), one!.createdAt], [[], undefined, t.clock.now()])
    const told = await t.site.store.read.select().from(notifications).where(eq(notifications.accountId, bob.accountId))
    assert.deepEqual(
      told.map((notification) => notification.statusId),
      [one!.id],
    )
  })

  test('is there or still to come, whatever fails on the way, and comes with a later run', async () => {
    const id = await later()
    t.clock.advance(hour)
    for (const fault of [new Error('the power went'), full('no room')]) {
      // The last thing that a post does in its transaction.
      const events: Site['events'] = { ...t.site.events, add: async () => await Promise.reject(fault) }
      await assert.rejects(publishScheduled({ ...t.site, events }, id, { last: false }), fault)
      assert.deepEqual([(await row(id))?.failedAt, (await posts()).length], [null, 0])
    }
    await work()
    assert.deepEqual(await state(id), [undefined, 1])
  })

  test('is for whom it would be if it were posted then', async () => {
    const root = await post(t.site, bob, 'root', { audience: followers })
    await follow(t.site, alice, bob.accountId)
    const reply = await post(t.site, bob, `@${alice.username} start`, { audience: named })
    await later({ text: `@${bob.username} an answer`, replyToId: reply })
    await later({ replyToId: root })
    await pass()
    const made = new Map((await posts()).map((one) => [one.audience, one.followersOfId]))
    assert.deepEqual([made.size, made.get('followers'), made.get('named')], [2, bob.accountId, null])
  })

  suite('and can be published no more stays with its author and says why:', () => {
    const fails = async (id: number, reason: string) => {
      await pass()
      assert.deepEqual(await state(id), [reason, 0])
      const [shown] = (
        await loadScheduledParts(t.site.store.read, await scheduledBy(t.site.store.read, alice.accountId, { limit: 20 }))
      ).map((parts) => scheduledJson(t.site, parts, (key) => key))
      validate('ScheduledStatus', shown)
      const error = `scheduled.failed_${reason}`
      assert.deepEqual(shown!.atrium.failed, { failed_at: new Date(t.clock.now()).toISOString(), reason, error })
      // No run of any kind publishes it by itself.
      await publishScheduled(t.site, id, { last: true })
      await pass(48 * hour)
      assert.deepEqual(await state(id), [reason, 0])
    }

    test('what it answers is gone', async () => {
      const parent = await post(t.site, bob, 'soon gone')
      const id = await later({ replyToId: parent })
      await deleteStatus(t.site, bob, parent)
      await fails(id, 'not_found')
    })

    test('its author is in the group no more', async () => {
      const group = await newGroup(t.site, alice, bob)
      const id = await later({ audience: { kind: 'group', groupId: group } })
      await t.site.store.tx(async (db) => await db.delete(groupMembers).where(eq(groupMembers.accountId, alice.accountId)))
      await fails(id, 'not_found')
    })

    test('it names somebody outside the audience', async () => {
      const parent = await post(t.site, bob, 'for followers', { audience: followers })
      await follow(t.site, alice, bob.accountId)
      const carol = `carol_${alice.username}`
      const id = await later({ text: `@${carol} later`, replyToId: parent })
      // Nobody had that name when it was written.
      const made = await newViewer(t.site, 'late')
      await t.site.store.tx(async (db) => await db.update(accounts).set({ username: carol }).where(eq(accounts.id, made.accountId)))
      await pass()
      assert.deepEqual([(await row(id))?.reason, (await posts()).length], ['unexpected_accounts', 0])
    })

    test('it is longer than is allowed by now', async () => {
      const id = await later({ text: 'x'.repeat(101) })
      await t.site.store.tx(async (db) => await changeSetting(t.site, db, maxCharacters, 100))
      try {
        await fails(id, 'refused')
      } finally {
        await t.site.store.tx(async (db) => await changeSetting(t.site, db, maxCharacters, 5000))
      }
    })

    test('a picture of it was removed by others', async (c) => {
      const file = await upload(c)
      const id = await later({ mediaIds: [file.id] })
      await t.site.store.tx(async (db) => await retire(t.site, db, { kind: 'media', id: file.id }, { why: 'moderator', who: null }))
      await fails(id, 'refused')
    })

    test('its author’s account is suspended', async () => {
      const id = await later()
      await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, alice.accountId)))
      await fails(id, 'account_closed')
    })

    test('its author has left', async () => {
      const id = await later()
      await t.site.store.tx(async (db) => await db.update(people).set({ state: 'deactivated' }).where(eq(people.id, alice.personId)))
      await fails(id, 'account_closed')
    })

    test('a fault of ours does not end', async () => {
      const id = await later()
      t.clock.advance(hour)
      const events: Site['events'] = { ...t.site.events, add: async () => await Promise.reject(new Error('broken')) }
      for (let i = 0; i < 8; i++) {
        await drainJobs({ ...t.site, events }, [publishDue])
        t.clock.advance(hour)
      }
      assert.deepEqual(await state(id), ['internal', 0])
      assert.equal((await t.site.jobs.counts()).find((count) => count.name === publishDue.name && count.state === 'dead')?.count, 1)
    })

    // SEC:D15
    test('its job has ended without a word', async () => {
      const id = await later()
      t.clock.advance(hour)
      await t.site.store.tx(async (db) => void (await t.site.jobs.cancel(db, publishDue, String(id))))
      const look = async () => {
        await t.site.store.tx(async (db) => await t.site.jobs.add(db, lookForOverdue, {}))
        await work()
      }
      await look()
      assert.deepEqual(await state(id), [null, 0])
      t.clock.advance(hour + 1)
      await look()
      assert.deepEqual(await state(id), ['internal', 0])
    })
  })

  test('after days without a worker is published, and not given up', async () => {
    const id = await later()
    t.clock.advance(72 * hour)
    await t.site.store.tx(async (db) => await t.site.jobs.add(db, lookForOverdue, {}, { priority: 1 }))
    await work()
    assert.deepEqual(await state(id), [undefined, 1])
  })

  test('that failed once and waits for its next run is not given up meanwhile', async () => {
    const id = await later()
    t.clock.advance(3 * hour)
    const events: Site['events'] = { ...t.site.events, add: async () => await Promise.reject(new Error('broken')) }
    await drainJobs({ ...t.site, events }, [publishDue])
    await t.site.store.tx(async (db) => await t.site.jobs.add(db, lookForOverdue, {}))
    await work()
    assert.deepEqual(await state(id), [null, 0])
    await pass(60_000)
    assert.deepEqual(await state(id), [undefined, 1])
  })

  test('and has failed is published after all when its author moves it', async () => {
    const id = await later()
    await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, alice.accountId)))
    await pass()
    await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: null }).where(eq(accounts.id, alice.accountId)))
    assert.deepEqual(await state(id), ['account_closed', 0])
    await reschedule(t.site, alice, id, t.clock.now() + hour)
    assert.equal((await row(id))?.reason, null)
    await pass()
    assert.deepEqual(await state(id), [undefined, 1])
  })

  test('and moved while its job already runs waits for the new moment', async () => {
    const id = await later()
    t.clock.advance(hour)
    // The job has read the row when its author moves it; between the two stands `createStatus`.
    const store: Site['store'] = {
      ...t.site.store,
      read: t.site.store.read,
      tx: async (run) => {
        await reschedule(t.site, alice, id, t.clock.now() + hour)
        return await t.site.store.tx(run)
      },
    }
    await publishScheduled({ ...t.site, store }, id, { last: false })
    assert.deepEqual(await state(id), [null, 0])
    await pass()
    assert.deepEqual(await state(id), [undefined, 1])
  })

  test('taken away under a hold is sealed with its pictures, whose bytes stay', async (c) => {
    const file = await upload(c)
    const id = await later({ text: 'meant to say', mediaIds: [file.id] })
    await createHold(t.site, { kind: 'hold', subject: 'account', subjectId: alice.accountId, reason: 'a case', who: null })
    await unschedule(t.site, alice, id)
    const copy = await copyOf(t.site.store.read, 'scheduled', id)
    const sealed = t.site.secrets.open(copyPurpose, copy!.sealed)
    for (const part of ['meant to say', file.storageKey]) assert.ok(sealed.includes(part), part)
    await t.site.store.tx(async (db) => await retire(t.site, db, { kind: 'media', id: file.id }, { why: 'retention', who: null }))
    await t.site.store.tx(async (db) => await t.site.jobs.add(db, removeLoose, {}))
    await pass(48 * hour)
    assert.ok(await t.site.storage.stat(file.storageKey))
    const [tombstone] = await t.site.store.read.select().from(retirements).where(eq(retirements.thingId, id))
    assert.deepEqual([tombstone?.kind, tombstone?.why], ['scheduled', 'author'])
  })

  test('lets go of nothing that another post keeps', async (c) => {
    const file = await upload(c)
    const id = await later({ mediaIds: [file.id] })
    await t.site.store.tx(async (db) => await letGoMedia(t.site, db, id + 1, { anew: true }))
    await assert.rejects(post(t.site, alice, 'now', { mediaIds: [file.id] }), (e: unknown) => e instanceof Refusal && e.status === 422)
  })
})
