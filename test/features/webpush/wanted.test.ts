import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { createFilter } from '#features/filters/create-filter.ts'
import { clearNotifications } from '#features/notifications/clear.ts'
import { changePolicy } from '#features/notifications/change-policy.ts'
import { revokeTokens } from '#features/oauth/revoke-tokens.ts'
import { people } from '#features/people/people.schema.ts'
import { block } from '#features/relationships/block.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { unfollow } from '#features/relationships/unfollow.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { changeSubscription } from '#features/webpush/change-subscription.ts'
import { hearsOf, wantsPush } from '#features/webpush/webpush.policy.ts'
import { type PushPolicy, pushDeliveries } from '#features/webpush/webpush.schema.ts'
import { mentionsJob, postJob } from '#features/notifications/notifications.jobs.ts'
import { planPushJob, tidyPush } from '#features/webpush/webpush.jobs.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { followers, newViewer, post } from '../statuses/world.ts'
import { newPhone, type Phone, pushScene, rowOf, settle } from './scene.ts'

type Scene = Awaited<ReturnType<typeof pushScene>>

suite('who is woken, and for what', () => {
  let t: Scene
  before(async () => void (t = await pushScene()))
  after(async () => await t.close())

  const pushedTo = ({ tokenId }: Phone) => t.service.pushed.filter((one) => one.path === `/push/${tokenId}`)
  const pair = async () => [await newViewer(t.site, 'me'), await newViewer(t.site, 'bob')] as const
  /** As far as a delivery is planned and not sent. */
  const plan = async () => await drainJobs(t.site, [mentionsJob, planPushJob])

  test('policies ask who follows whom', () => {
    const alerts = ['mention' as const]
    const wants = (policy: PushPolicy, following: boolean, followedBy: boolean) =>
      wantsPush({ alerts, policy }, 'mention', { following, followedBy })
    assert.deepEqual([wants('all', false, false), wants('none', true, true)], [true, false])
    assert.deepEqual([wants('followed', true, false), wants('followed', false, true)], [true, false])
    assert.deepEqual([wants('follower', true, false), wants('follower', false, true)], [false, true])
    assert.deepEqual([hearsOf({ alerts, policy: 'all' }, 'poll'), hearsOf({ alerts, policy: 'none' }, 'mention')], [false, false])
  })

  test('a device hears of the kinds it asked for, from those it asked for', async () => {
    const [me, bob] = await pair()
    const phone = await newPhone(t.site, t.service, me, { alerts: ['favourite'] })
    const other = await newPhone(t.site, t.service, me, { policy: 'followed' })
    const mine = await post(t.site, me, 'mine')
    await post(t.site, bob, `@${me.username} hello`)
    await favourite(t.site, bob, mine)
    await settle(t.site)
    assert.deepEqual([pushedTo(phone).length, pushedTo(other).length], [1, 0])
    await follow(t.site, me, bob.accountId)
    await post(t.site, bob, `@${me.username} hello again`)
    await settle(t.site)
    assert.deepEqual([pushedTo(phone).length, pushedTo(other).length], [1, 1])
    await changeSubscription(t.site, other.tokenId, { policy: 'follower' })
    await post(t.site, bob, `@${me.username} and again`)
    await settle(t.site)
    assert.equal(pushedTo(other).length, 1)
  })

  // SEC:V10
  test('what the policy of notifications filters wakes nobody', async () => {
    const [me, bob] = await pair()
    const phone = await newPhone(t.site, t.service, me)
    await changePolicy(t.site, me, { notFollowing: 'filter' })
    await post(t.site, bob, `@${me.username} hello`)
    await settle(t.site)
    assert.equal(pushedTo(phone).length, 0)
  })

  // SEC:V3 SEC:V4
  test('what may not be told any more at the moment of sending is not sent', async () => {
    const deeds: [string, (me: Somebody, bob: Somebody, id: number, phone: Phone) => Promise<unknown>][] = [
      ['the post is deleted', async (_, bob, id) => await deleteStatus(t.site, bob, id)],
      ['its author blocks me', async (me, bob) => await block(t.site, bob, me.accountId)],
      ['I block its author', async (me, bob) => await block(t.site, me, bob.accountId)],
      ['I mute its author', async (me, bob) => await mute(t.site, me, bob.accountId, { hideNotifications: true })],
      [
        'its author is suspended',
        async (_, bob) =>
          await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, bob.accountId))),
      ],
      [
        'a filter of mine hides it',
        async (me) =>
          await createFilter(t.site, me, {
            title: 'x',
            contexts: ['notifications'],
            action: 'hide',
            seconds: null,
            keywords: [{ keyword: 'hello', wholeWord: true }],
          }),
      ],
      [
        'my phone wants no such thing any more',
        async (_, __, ___, phone) => await changeSubscription(t.site, phone.tokenId, { alerts: [] }),
      ],
      ['the notification is cleared', async (me) => await clearNotifications(t.site, me)],
    ]
    for (const [name, deed] of deeds) {
      const [me, bob] = await pair()
      const phone = await newPhone(t.site, t.service, me)
      const id = await post(t.site, bob, `@${me.username} hello`)
      await plan()
      await deed(me, bob, id, phone)
      await settle(t.site)
      assert.equal(pushedTo(phone).length, 0, name)
      const [row] = await t.site.store.read.select().from(pushDeliveries).where(eq(pushDeliveries.subscriptionId, phone.subscription.id))
      assert.notEqual(row?.endedAt ?? null, null, name)
    }
  })

  test('who wants each post of an author is told of none that has been taken out of sight meanwhile', async () => {
    const [me, bob] = await pair()
    const phone = await newPhone(t.site, t.service, me)
    await follow(t.site, me, bob.accountId, { notify: true })
    await settle(t.site)
    await post(t.site, bob, 'for those who follow me', { audience: followers })
    await drainJobs(t.site, [postJob, planPushJob])
    await unfollow(t.site, me, bob.accountId)
    await settle(t.site)
    assert.equal(pushedTo(phone).length, 0)
  })

  // SEC:A7 SEC:A12
  test('a revoked token, a suspended account and a leaver hear nothing more, and their subscription goes', async () => {
    const deeds: [string, (me: Somebody, phone: Phone) => Promise<unknown>][] = [
      ['revoked', async (_, { tokenId }) => await t.site.store.tx(async (db) => await revokeTokens(t.site, db, { tokenId }))],
      ['person revoked', async (me) => await t.site.store.tx(async (db) => await revokeTokens(t.site, db, { personId: me.personId }))],
      [
        'suspended',
        async (me) =>
          await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, me.accountId))),
      ],
      [
        'left',
        async (me) =>
          await t.site.store.tx(async (db) => await db.update(people).set({ state: 'deactivated' }).where(eq(people.id, me.personId))),
      ],
    ]
    for (const [name, deed] of deeds)
      for (const way of ['sending', 'tidying']) {
        const [me, bob] = await pair()
        const phone = await newPhone(t.site, t.service, me)
        await post(t.site, bob, `@${me.username} hello`)
        await plan()
        await deed(me, phone)
        if (way === 'sending') await settle(t.site)
        else await tidyPush.run(t.site, {}, { id: 0, attempt: 1 })
        assert.equal(await rowOf(t.site, phone), undefined, `${name}, ${way}`)
        await settle(t.site)
        assert.equal(pushedTo(phone).length, 0, name)
      }
  })
})

type Somebody = Awaited<ReturnType<typeof newViewer>>
