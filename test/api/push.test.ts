import assert from 'node:assert/strict'
import { ECDH, randomBytes } from 'node:crypto'
import { after, before, suite, test } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { vapidKeys } from '#features/instance/vapid.ts'
import { revokeTokens } from '#features/oauth/revoke-tokens.ts'
import { pushAlerts, pushSubscriptions } from '#features/webpush/webpush.schema.ts'
import { newDevice } from '../features/webpush/device.ts'
import { newViewer } from '../features/statuses/world.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

const path = '/api/v1/push/subscription'
const fcm = 'https://fcm.googleapis.com/fcm/send/abc:DEF'

suite('push subscriptions', () => {
  let t: TestWeb
  let ada: Awaited<ReturnType<typeof newViewer>>
  before(async () => {
    t = await startTestWeb()
    ada = await newViewer(t.site, 'ada')
  })
  after(async () => await t.close())

  const app = async () => t.api(await makeToken(t.site, ada, ['push']))
  const { p256dh, auth } = newDevice()
  const keys = { p256dh, auth }
  const on = (json: { alerts: Record<string, boolean> }) => Object.keys(json.alerts).filter((name) => json.alerts[name])

  test('are made, read, changed and ended: one for each token', async () => {
    const [phone, tablet] = [await app(), await app()]
    assert.equal((await phone.get(path)).status, 404)
    assert.equal((await phone.put(path, { body: { data: { alerts: { mention: true } } } })).status, 404)
    const body = { subscription: { endpoint: fcm, keys }, data: { alerts: { mention: true, follow: false }, policy: 'followed' } }
    const made = await phone.post(path, { body })
    assert.equal(made.status, 200)
    const { id, ...rest } = made.json
    assert.ok(Number.isInteger(id) && id > 0 && id < 2 ** 31)
    const alerts = Object.fromEntries(pushAlerts.map((name) => [name, name === 'mention']))
    const server_key = vapidKeys(t.site.secrets).publicKey
    assert.deepEqual(rest, { endpoint: fcm, standard: false, alerts, server_key, policy: 'followed' })
    assert.equal((await t.api().get('/api/v2/instance')).json.configuration.vapid.public_key, server_key)
    assert.deepEqual((await phone.get(path)).json, made.json)
    assert.equal((await tablet.get(path)).status, 404)
    const changed = await phone.put(path, { body: { data: { alerts: { poll: true, 'admin.report': true } } } })
    assert.deepEqual([changed.json.id, on(changed.json), changed.json.policy], [id, ['poll', 'admin.report'], 'followed'])
    assert.equal((await phone.patch(path, { body: { data: { policy: 'none' } } })).json.policy, 'none')
    assert.deepEqual(on((await phone.put(path, { body: {} })).json), ['poll', 'admin.report'])
    assert.deepEqual([(await phone.delete(path)).json, (await phone.delete(path)).json], [{}, {}])
    assert.equal((await phone.get(path)).status, 404)
  })

  test('take the place of the one before', async () => {
    const phone = await app()
    await phone.post(path, { body: { subscription: { endpoint: fcm, keys }, data: { alerts: { mention: true }, policy: 'none' } } })
    const body = { subscription: { endpoint: `${fcm}2`, keys: newDevice(), standard: true } }
    const second = await phone.post(path, { body })
    assert.deepEqual([second.json.endpoint, second.json.standard, on(second.json), second.json.policy], [`${fcm}2`, true, [], 'all'])
    assert.deepEqual((await phone.get(path)).json, second.json)
  })

  test('come as apps send them: the policy beside the data, forms, the query', async () => {
    const [android, tusky, iceCubes] = [await app(), await app(), await app()]
    const sent = { subscription: { endpoint: fcm, keys, standard: true }, data: { alerts: { mention: true } }, policy: 'follower' }
    const one = (await android.post(path, { body: sent })).json
    assert.deepEqual([one.standard, one.policy, on(one)], [true, 'follower', ['mention']])
    assert.equal((await android.put(path, { body: { data: { alerts: {} }, policy: 'all' } })).json.policy, 'all')
    const fields = new URLSearchParams({
      'subscription[endpoint]': 'https://ntfy.corp.example/upAbC?up=1',
      'subscription[keys][p256dh]': `${Buffer.from(p256dh, 'base64url').toString('base64')}`,
      'subscription[keys][auth]': `${Buffer.from(auth, 'base64url').toString('base64')}`,
      'data[alerts][mention]': 'true',
      'data[alerts][reblog]': 'false',
      'data[alerts][admin.sign_up]': '1',
    })
    const two = (await tusky.post(path, { body: fields })).json
    assert.deepEqual([two.standard, two.policy, on(two)], [false, 'all', ['mention', 'admin.sign_up']])
    const three = (await iceCubes.post(`${path}/?${String(fields)}&data[policy]=followed`)).json
    assert.deepEqual([three.endpoint, three.policy, on(three)], [two.endpoint, 'followed', ['mention', 'admin.sign_up']])
    const stored = await t.site.store.read.select().from(pushSubscriptions).where(eq(pushSubscriptions.id, two.id))
    assert.deepEqual([stored[0]!.p256dh, stored[0]!.auth], [p256dh, auth])
  })

  // SEC:N1 SEC:N9
  test('need an https address and keys of the right length, on the curve; else 422', async () => {
    const phone = await app()
    const offCurve = Buffer.from(p256dh, 'base64url')
    offCurve[64]! ^= 1
    const compressed = ECDH.convertKey(p256dh, 'prime256v1', 'base64url', 'base64url', 'compressed') as string
    const wrong = [
      ...[
        'http://push.example/1',
        'ftp://push.example/1',
        'https://a:b@push.example/',
        'push',
        '',
        'javascript:1',
        `https://x.example/${'x'.repeat(2100)}`,
      ].map((endpoint) => ({ endpoint, keys })),
      ...['', 'x', '****', randomBytes(65).toString('base64url'), p256dh.slice(0, -3), offCurve.toString('base64url'), compressed].map(
        (bad) => ({
          endpoint: fcm,
          keys: { p256dh: bad, auth },
        }),
      ),
      ...['', randomBytes(15).toString('base64url'), randomBytes(17).toString('base64url')].map((bad) => ({
        endpoint: fcm,
        keys: { p256dh, auth: bad },
      })),
      { endpoint: fcm },
      { keys },
    ]
    for (const subscription of wrong) {
      const answer = await phone.post(path, { body: { subscription } })
      assert.equal(answer.status, 422, JSON.stringify(subscription))
      assert.equal(typeof answer.json.error, 'string')
    }
    assert.equal((await phone.post(path, { body: {} })).status, 422)
    assert.equal((await phone.post(path, { body: { subscription: { endpoint: fcm, keys }, data: { policy: 'friends' } } })).status, 422)
    assert.equal((await phone.get(path)).status, 404)
  })

  test('are taken for any host, also one that the server may not ask', async () => {
    for (const endpoint of ['https://127.0.0.1/', 'https://169.254.169.254/latest', 'https://nowhere.invalid/x', 'https://[::1]:5432/'])
      assert.equal((await (await app()).post(path, { body: { subscription: { endpoint, keys } } })).status, 200)
  })

  // SEC:A3 SEC:V17
  test('ask for the scope push and a person, and are reached by their own token only', async () => {
    const body = { subscription: { endpoint: fcm, keys } }
    const own = await app()
    const id = (await own.post(path, { body })).json.id as number
    for (const [api, status] of [
      [t.api(await makeToken(t.site, ada, ['read', 'write', 'follow'])), 403],
      [t.api(await makeToken(t.site, null, ['push'])), 422],
      [t.api(), 401],
    ] as const)
      for (const answer of [
        await api.post(path, { body }),
        await api.get(path),
        await api.put(path, { body: { data: { policy: 'none' } } }),
        await api.patch(path, { body: { data: { policy: 'none' } } }),
        await api.delete(path),
      ])
        assert.equal(answer.status, status)
    const bob = t.api(await makeToken(t.site, await newViewer(t.site, 'bob'), ['push']))
    assert.equal((await bob.put(`${path}?id=${id}`, { body: { id, data: { policy: 'none' } } })).status, 404)
    assert.equal((await bob.put(`${path}/${id}`, { body: { data: { policy: 'none' } } })).status, 404)
    await bob.delete(path)
    assert.equal((await own.get(path)).json.policy, 'all')
  })

  // SEC:B4 SEC:A7
  test('keep the token sealed, and are gone when it is revoked', async () => {
    const token = await makeToken(t.site, ada, ['push'])
    const api = t.api(token)
    const id = (await api.post(path, { body: { subscription: { endpoint: fcm, keys } } })).json.id as number
    const row = async () => (await t.site.store.read.select().from(pushSubscriptions).where(eq(pushSubscriptions.id, id)))[0]
    assert.ok(!JSON.stringify(await row()).includes(token))
    assert.equal((await api.get('/api/v1/apps/verify_credentials')).status, 200)
    const tokenId = (await row())!.tokenId!
    await t.site.store.tx(async (db) => await revokeTokens(t.site, db, { tokenId }))
    assert.equal(await row(), undefined)
    assert.equal((await api.get(path)).status, 401)
  })
})
