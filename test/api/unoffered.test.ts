import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { refused } from '../contract/rows.ts'
import type { Api } from '../api.ts'
import { recordPass } from '../contract/record.ts'
import { followers, named, newViewer, post } from '../features/statuses/world.ts'
import { exactly } from '../exact.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

suite('what is not offered', () => {
  let t: TestWeb
  let alice: Viewer, bob: Viewer
  let app: Api
  let open: number, narrow: number, secret: number, mine: number
  before(async () => {
    t = await startTestWeb()
    alice = await newViewer(t.site, 'alice')
    bob = await newViewer(t.site, 'bob')
    app = exactly(t, alice)
    const { username } = alice as Viewer & { username: string }
    open = await post(t.site, bob, 'open')
    narrow = await post(t.site, bob, `@${username} for you`, { audience: named })
    secret = await post(t.site, bob, 'secret', { audience: followers })
    mine = await post(t.site, alice, 'mine')
  })
  after(async () => await t.close())

  const outcome = async (answer: ReturnType<Api['get']>) => {
    const { status, json } = await answer
    return [status, json]
  }
  const missing = [404, { error: 'Record not found' }]
  const forbidden = [403, { error: 'This action is not allowed' }]

  // SEC:V6
  test('quotes: a post that one sees has none, and nobody may be let quote', async () => {
    const path = (id: number, rest: string) => `/api/v1/statuses/${id}/${rest}`
    assert.deepEqual(await outcome(app.get(path(open, 'quotes?limit=5'))), [200, []])
    for (const id of [secret, 4711]) {
      assert.deepEqual(await outcome(app.get(path(id, 'quotes'))), missing)
      assert.deepEqual(await outcome(app.post(path(id, 'quotes/1/revoke'))), missing)
      assert.deepEqual(await outcome(app.put(path(id, 'interaction_policy'), { body: { quote_approval_policy: 'nobody' } })), missing)
    }
    assert.deepEqual(await outcome(app.post(path(open, 'quotes/1/revoke'))), forbidden)
    assert.deepEqual(await outcome(app.post(path(mine, 'quotes/1/revoke'))), missing)
    const body = (quote_approval_policy: string) => ({ body: { quote_approval_policy } })
    assert.deepEqual(await outcome(app.put(path(open, 'interaction_policy'), body('nobody'))), forbidden)
    for (const send of [app.put, app.patch]) {
      assert.equal((await send(path(mine, 'interaction_policy'), body('nobody'))).json.id, String(mine))
      for (const policy of ['public', 'followers', 'odd', ''])
        assert.equal((await send(path(mine, 'interaction_policy'), body(policy))).status, 422, policy)
    }
  })

  test('translation: 404 as without a translator, 403 for what is not for everybody', async () => {
    const translate = async (id: number) => await outcome(app.post(`/api/v1/statuses/${id}/translate`, { body: { lang: 'de' } }))
    assert.deepEqual([await translate(open), await translate(narrow), await translate(secret)], [missing, forbidden, missing])
  })

  test('collections: there are none, and nobody makes one; the alpha says the same', async () => {
    for (const root of ['/api/v1', '/api/v1_alpha']) {
      const account = (id: number | string, rest = 'collections') => `${root}/accounts/${id}/${rest}`
      assert.deepEqual(await outcome(app.get(account(bob.accountId))), [200, { collections: [] }])
      assert.deepEqual(await outcome(app.get(account(4711))), missing)
      assert.deepEqual(await outcome(app.get(account(alice.accountId, 'in_collections'))), [200, { collections: [] }])
      assert.deepEqual(await outcome(app.get(account(bob.accountId, 'in_collections'))), forbidden)
      assert.deepEqual(await outcome(app.post(`${root}/collections`, { body: { name: 'Mine' } })), forbidden)
      for (const answer of [
        app.get(`${root}/collections/1`),
        app.put(`${root}/collections/1`, { body: {} }),
        app.patch(`${root}/collections/1`, { body: {} }),
        app.delete(`${root}/collections/1`),
        app.post(`${root}/collections/1/items`, { body: { account_id: '1' } }),
        app.delete(`${root}/collections/1/items/1`),
        app.post(`${root}/collections/1/items/1/revoke`),
      ])
        assert.deepEqual(await outcome(answer), missing)
    }
  })

  test('annual reports: nobody is eligible', async () => {
    const path = '/api/v1/annual_reports'
    assert.deepEqual(await outcome(app.get(path)), [200, { annual_reports: [], accounts: [], statuses: [] }])
    assert.deepEqual(await outcome(app.get(`${path}/2025/state`)), [200, { state: 'ineligible' }])
    assert.deepEqual(await outcome(app.post(`${path}/2025/generate`)), [200, {}])
    assert.deepEqual(await outcome(app.get(`${path}/2025`)), missing)
    assert.deepEqual(await outcome(app.post(`${path}/2025/read`)), missing)
  })

  test('the rest: no campaign, no refresh, no link that trends, no address to confirm, no proof', async () => {
    const campaign = await app.get('/api/v1/donation_campaigns')
    assert.deepEqual([campaign.status, campaign.text], [204, ''])
    recordPass('GET /api/v1/donation_campaigns')
    assert.deepEqual(await outcome(app.get('/api/v1_alpha/async_refreshes/abc')), missing)
    assert.deepEqual(await outcome(app.get('/api/v1/timelines/link?url=https://a.example')), missing)
    assert.deepEqual(await outcome(app.post('/api/v1/emails/confirmations')), forbidden)
    assert.deepEqual(await outcome(app.get('/api/v1/emails/check_confirmation')), [200, true])
    const proofs = await app.get(`/api/v1/accounts/${bob.accountId}/identity_proofs`)
    assert.deepEqual([proofs.json, proofs.headers.get('deprecation')], [[], '@1648598400'])
    assert.deepEqual(await outcome(app.get('/api/v1/accounts/4711/identity_proofs')), missing)
  })

  // SEC:A3
  test('asks for the scopes that it would need', async () => {
    const wrong = t.api(await makeToken(t.site, alice, ['read:lists', 'write:lists', 'follow', 'push']))
    for (const path of [
      `statuses/${open}/quotes`,
      `accounts/${bob.accountId}/collections`,
      'annual_reports',
      'annual_reports/2025/state',
      'timelines/link',
      'emails/check_confirmation',
    ]) {
      assert.equal((await wrong.get(`/api/v1/${path}`)).status, 403, path)
      assert.equal((await t.api().get(`/api/v1/${path}`)).status, 401, path)
    }
    // A refresh may be of anything, so its part of `read` is not enough.
    const part = t.api(await makeToken(t.site, alice, ['read:statuses']))
    assert.equal((await part.get('/api/v1_alpha/async_refreshes/abc')).status, 403)
  })

  test('every path that nobody knows, and every row that is refused on purpose, is a JSON error', async () => {
    for (const path of ['/api', '/api/v1', '/api/v1/nothing', '/api/v9/statuses', '/api/v1/statuses/1/nothing/at/all', '/api/v1/%00'])
      for (const answer of [app.get(path), app.post(path), t.api().get(path), app.delete(path)]) {
        const { status, headers, json } = await answer
        assert.deepEqual([status, json], missing, path)
        assert.match(headers.get('content-type') ?? '', /^application\/json/)
      }
    for (const [key, why] of refused) {
      const [method, path] = key.split(' ') as ['GET', string]
      if (!/answers 404/.test(why)) continue
      const send = { GET: app.get, POST: app.post, PUT: app.put, DELETE: app.delete }[method]
      assert.deepEqual(await outcome(send(path.replace(/:\w+/g, String(open)))), missing, key)
    }
  })
})
