import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { after, afterEach, before, suite, test } from 'node:test'
import { deliver } from '#features/webpush/deliver.ts'
import { planDeliveries } from '#features/webpush/plan-deliveries.ts'
import { tidyPush } from '#features/webpush/webpush.jobs.ts'
import { pushDeliveries } from '#features/webpush/webpush.schema.ts'
import { listPushDevices } from '#features/webpush/list-push-devices.ts'
import { subscribe } from '#features/webpush/subscribe.ts'
import { eq } from '#db/drizzle.ts'
import { newViewer, post } from '../statuses/world.ts'
import { newDevice } from './device.ts'
import { newPhone, type Phone, pushScene, rowOf, settle } from './scene.ts'

type Scene = Awaited<ReturnType<typeof pushScene>>
type Somebody = Awaited<ReturnType<typeof newViewer>>
const [second, hour, day] = [1000, 3_600_000, 86_400_000]

suite('what becomes of a push', () => {
  let t: Scene
  before(async () => void (t = await pushScene()))
  after(async () => await t.close())
  afterEach(() => void (t.service.answer = undefined))

  const pushedTo = ({ tokenId }: Phone) => t.service.pushed.filter((one) => one.path === `/push/${tokenId}`)
  const answer = (status: number, headers: Record<string, string> = {}) =>
    void (t.service.answer = (res: ServerResponse) => res.writeHead(status, headers).end())
  const state = async (me: Somebody) => (await listPushDevices(t.site, me))[0]?.state

  /** Somebody with a phone whom somebody else mentions. */
  async function told(): Promise<{ me: Somebody; bob: Somebody; phone: Phone; again(): Promise<void> }> {
    const [me, bob] = [await newViewer(t.site, 'me'), await newViewer(t.site, 'bob')]
    const phone = await newPhone(t.site, t.service, me)
    const again = async () => {
      await post(t.site, bob, `@${me.username} hello`)
      await settle(t.site)
    }
    return { me, bob, phone, again }
  }
  /** Lets time pass, and runs what is due after it. */
  const later = async (ms: number) => {
    t.clock.advance(ms)
    await settle(t.site)
  }

  test('a device that waits for its first works once one was taken', async () => {
    const { me, phone, again } = await told()
    assert.deepEqual(await state(me), { kind: 'waiting' })
    await again()
    assert.deepEqual(await state(me), { kind: 'works', at: t.clock.now() })
    await later(day)
    assert.equal(pushedTo(phone).length, 1)
  })

  for (const status of [404, 410])
    test(`${status} ends the subscription`, async () => {
      const { phone, again } = await told()
      answer(status)
      await again()
      assert.equal(await rowOf(t.site, phone), undefined)
      await again()
      assert.equal(pushedTo(phone).length, 1)
    })

  test('what is gone does not take along what the app has put in its place', async () => {
    const { me, phone, again } = await told()
    const replace = async () => {
      t.clock.advance(1)
      const wish = { ...phone.subscription, ...newDevice(), endpoint: t.service.endpoint('new') }
      await subscribe(t.site, me, { id: phone.tokenId, bearer: phone.token }, wish)
    }
    t.service.answer = (res) =>
      void replace().then(
        () => res.writeHead(410).end(),
        () => res.destroy(),
      )
    await again()
    assert.equal((await rowOf(t.site, phone))?.endpoint, t.service.endpoint('new'))
  })

  test('429 is tried again, and not before Retry-After, by no notification', async () => {
    const { me, phone, again } = await told()
    answer(429, { 'retry-after': '900' })
    await again()
    assert.deepEqual(await state(me), { kind: 'failing', since: t.clock.now(), said: '429' })
    answer(201)
    await again()
    await later(890 * second)
    assert.equal(pushedTo(phone).length, 1)
    await later(hour)
    assert.equal(pushedTo(phone).length, 3)
    assert.equal((await state(me))?.kind, 'works')
  })

  test('a date in Retry-After counts as well', async () => {
    const { phone, again } = await told()
    answer(503, { 'retry-after': new Date(t.clock.now() + 2 * hour).toUTCString() })
    await again()
    answer(201)
    await later(2 * hour - 2 * second)
    assert.equal(pushedTo(phone).length, 1)
    await later(hour)
    assert.equal(pushedTo(phone).length, 2)
  })

  test('500 is tried again with the same topic and what is left of its 48 hours, and then given up', async () => {
    const { phone, again } = await told()
    answer(500)
    await again()
    for (let i = 0; i < 12; i++) await later(5 * hour)
    const sent = pushedTo(phone)
    assert.ok(sent.length > 5 && sent.length < 30, String(sent.length))
    assert.equal(new Set(sent.map((one) => one.headers['topic'])).size, 1)
    const ttls = sent.map((one) => Number(one.headers['ttl']))
    assert.deepEqual(
      ttls,
      ttls.toSorted((a, b) => b - a),
    )
    assert.ok(ttls[0] === 48 * 3600 && ttls.every((ttl) => ttl > 0))
    answer(201)
    await later(day)
    assert.equal(pushedTo(phone).length, sent.length)
    assert.ok(await rowOf(t.site, phone))
    const dead = (await t.site.jobs.counts()).filter((one) => one.state === 'dead')
    assert.deepEqual(dead, [])
  })

  test('another refusal is noted and not tried again; 14 days of failures end the subscription', async () => {
    const { me, phone, again } = await told()
    answer(403)
    await again()
    const since = t.clock.now()
    await later(day)
    assert.equal(pushedTo(phone).length, 1)
    assert.deepEqual(await state(me), { kind: 'failing', since, said: '403' })
    t.clock.advance(12 * day)
    await again()
    assert.deepEqual(await state(me), { kind: 'failing', since, said: '403' })
    t.clock.advance(day)
    await again()
    assert.equal(await rowOf(t.site, phone), undefined)
  })

  test('one success in between begins the 14 days anew', async () => {
    const { phone, again } = await told()
    for (let i = 0; i < 3; i++) {
      answer(400)
      await again()
      answer(201)
      t.clock.advance(8 * day)
      await again()
    }
    assert.equal((await rowOf(t.site, phone))?.failingSince, null)
  })

  // SEC:N7
  test('a redirect is not followed', async () => {
    const { me, phone, again } = await told()
    answer(307, { location: `https://${t.service.place}/elsewhere` })
    await again()
    assert.equal(pushedTo(phone).length, 1)
    assert.ok(!t.service.pushed.some((one) => one.path === '/elsewhere'))
    assert.deepEqual(await state(me), { kind: 'failing', since: t.clock.now(), said: '307' })
  })

  test('a service that does not answer is left after ten seconds and then left alone for a minute', async () => {
    const [one, two] = [await told(), await told()]
    t.service.answer = () => undefined
    await one.again()
    assert.deepEqual(await state(one.me), { kind: 'failing', since: t.clock.now(), said: null })
    t.service.answer = undefined
    await two.again()
    await later(30 * second)
    assert.deepEqual([pushedTo(one.phone).length, pushedTo(two.phone).length], [1, 0])
    await later(2 * hour)
    assert.deepEqual([pushedTo(one.phone).length, pushedTo(two.phone).length], [2, 1])
  })

  test('what is planned and sent twice goes out once', async () => {
    const { me, phone, again } = await told()
    await again()
    const [row] = await t.site.store.read.select().from(pushDeliveries).where(eq(pushDeliveries.subscriptionId, phone.subscription.id))
    const pair = { subscriptionId: row!.subscriptionId, notificationId: row!.notificationId }
    await planDeliveries(t.site, { notificationId: pair.notificationId, accountId: me.accountId, type: 'mention' })
    await settle(t.site)
    await deliver(t.site, pair)
    assert.equal(pushedTo(phone).length, 1)
  })

  test('deliveries are forgotten when they are twice as old as they can be', async () => {
    const { phone, again } = await told()
    const rows = async () =>
      (await t.site.store.read.select().from(pushDeliveries).where(eq(pushDeliveries.subscriptionId, phone.subscription.id))).length
    await again()
    t.clock.advance(3 * day)
    await tidyPush.run(t.site, {}, { id: 0, attempt: 1 })
    assert.equal(await rows(), 1)
    t.clock.advance(2 * day)
    await tidyPush.run(t.site, {}, { id: 0, attempt: 1 })
    assert.equal(await rows(), 0)
  })
})
