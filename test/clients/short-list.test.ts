// What breaks a log-in or a first screen, rule by rule: each was read from the sources of apps that fail without it.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { after, before, suite, test } from 'node:test'
import type { Api } from '../api.ts'
import { answerIn, browserAt } from '../api/oauth-browser.ts'
import { clientNeeds } from '../contract/client-needs.ts'
import { unmet } from '../contract/shape.ts'
import { Browser } from '../platform/oidc/browser.ts'
import { type Company, host, openCompany } from './company.ts'
import { type Colleague, colleague } from './day.ts'
import { form, parts } from './phone.ts'
import { pushAddress } from './push-address.ts'
import { allow } from './sign-in.ts'

const oob = 'urn:ietf:wg:oauth:2.0:oob'
const elk = `https://elk.zone/api/${host}/oauth/${encodeURIComponent('https://elk.zone')}`
const redirects = [
  'org.joinmastodon.android-auth://callback',
  'mastodon://joinmastodon.org/oauth',
  'oauth2redirect://com.keylesspalace.tusky/',
  elk,
  'https://phanpy.social/',
  'icecubesapp://',
  'fedilab://backtofedilab',
]
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const s256 = `&code_challenge=${createHash('sha256').update(verifier).digest('base64url')}&code_challenge_method=S256`

suite('the short list', () => {
  let company: Company
  let bob: Colleague, alice: Colleague
  let stranger: Api
  /** A browser that is signed in, as after the first app. */
  const dora = new Browser()
  before(async () => {
    company = await openCompany()
    stranger = company.api()
    bob = await colleague(company, 'bob')
    alice = await colleague(company, 'alice')
    await bob.api.post('/api/v1/statuses', { body: { status: 'First' } })
  })
  after(() => company.close())

  const register = async (redirect: string) =>
    (await stranger.post('/api/v1/apps', { body: { client_name: 'Phone', redirect_uris: redirect, scopes: 'read write follow push' } }))
      .json as { client_id: string; client_secret: string; redirect_uri: string }
  const authorizePath = (id: string, redirect: string, more = '') =>
    `/oauth/authorize?response_type=code&client_id=${id}&redirect_uri=${encodeURIComponent(redirect)}&scope=read+write+follow+push${more}`
  const codeFor = async (id: string, redirect: string, more = '') =>
    answerIn(await allow(company.url, authorizePath(id, redirect, more), 'dora', dora)).get('code')!
  const grantOf = (app: { client_id: string; client_secret: string }, redirect: string, code: string) => ({
    grant_type: 'authorization_code',
    client_id: app.client_id,
    client_secret: app.client_secret,
    redirect_uri: redirect,
    code,
  })

  test('1: https on a name with a dot and no port, and never http', async () => {
    assert.match(host, /^[\w-]+(\.[\w-]+)+$/)
    const { json } = await stranger.get('/api/v2/instance')
    for (const address of JSON.stringify(json).match(/(?:https?|wss?):\/\/[^/"]+/g)!) assert.match(address, /^(?:https|wss):\/\/[\w.-]+$/)
    const plain = request({ host: '127.0.0.1', port: company.port, path: '/api/v2/instance', headers: { host } }).end()
    await assert.rejects(new Promise((resolve, reject) => plain.once('response', resolve).once('error', reject)))
  })

  test('2: one name for the API, the handle and every address', async () => {
    assert.equal((await stranger.get('/api/v2/instance')).json.domain, host)
    assert.equal((await stranger.get('/api/v1/instance')).json.uri, host)
    const { json: me } = await bob.api.get('/api/v1/accounts/verify_credentials')
    for (const key of ['url', 'uri', 'avatar', 'header']) assert.equal(new URL(me[key]).host, host, key)
    assert.equal((await stranger.get(`/.well-known/webfinger?resource=acct:bob@${host}`)).json.subject, `acct:bob@${host}`)
    const { json: server } = await stranger.get('/.well-known/oauth-authorization-server')
    for (const key of ['authorization_endpoint', 'token_endpoint']) assert.equal(new URL(server[key]).host, host, key)
  })

  test('3: the instance answers without a token', async () => {
    for (const path of ['/api/v2/instance', '/api/v1/instance']) assert.equal((await stranger.get(path)).status, 200, path)
  })

  test('4: anybody registers an app, as JSON, form or parts, and reads back the redirect byte for byte', async () => {
    for (const redirect of [...redirects, oob]) {
      const fields = { client_name: 'Any', redirect_uris: redirect, scopes: 'read write follow push' }
      for (const body of [fields, form(fields), parts(fields)]) {
        const { status, json } = await stranger.post('/api/v1/apps', { body })
        assert.equal(status, 200)
        assert.equal(json.redirect_uri, redirect)
        assert.ok(json.client_id && json.client_secret)
      }
    }
  })

  test('5: redirects of every scheme are compared and followed byte for byte', async () => {
    for (const redirect of redirects) {
      const app = await register(redirect)
      const back = await allow(company.url, authorizePath(app.client_id, redirect), 'dora', dora)
      assert.ok(back.startsWith(`${redirect}?code=`), back)
      for (const near of [`${redirect}/`, `${redirect}x`, decodeURIComponent(redirect), redirect.replace(/\/$/, '')]) {
        if (near === redirect) continue
        const refused = await dora.ask(company.url + authorizePath(app.client_id, near))
        assert.deepEqual([refused.status, refused.headers.get('location')], [400, null], near)
      }
    }
  })

  test('6: PKCE is for who wants it, and then it counts', async () => {
    const redirect = redirects[0]!
    const app = await register(redirect)
    const exchange = async (more: string, proof: Record<string, string>) => {
      const code = await codeFor(app.client_id, redirect, `&force_login=true${more}`)
      return (await stranger.post('/oauth/token', { body: { ...grantOf(app, redirect, code), ...proof } })).status
    }
    assert.equal(await exchange('', {}), 200)
    assert.equal(await exchange(s256, { code_verifier: verifier }), 200)
    assert.equal(await exchange(s256, {}), 400)
    assert.equal(await exchange(s256, { code_verifier: `${verifier}x` }), 400)
  })

  test('7: a token comes for JSON and for a form, with four keys, and never expires', async () => {
    const redirect = redirects[2]!
    const app = await register(redirect)
    for (const write of [(fields: Record<string, string>) => fields, form]) {
      const code = await codeFor(app.client_id, redirect, '&force_login=true')
      const { status, json } = await stranger.post('/oauth/token', { body: write(grantOf(app, redirect, code)) })
      assert.equal(status, 200)
      assert.deepEqual(Object.keys(json).sort(), ['access_token', 'created_at', 'scope', 'token_type'])
      assert.ok(Math.abs(json.created_at - Date.now() / 1000) < 60, 'seconds')
    }
    const wrong = await stranger.post('/oauth/token', { body: { ...grantOf(app, redirect, 'x'), client_secret: 'x' } })
    assert.deepEqual([wrong.status, wrong.json.error], [401, 'invalid_client'], 'Elk registers anew for this word')
  })

  test('8: every time has milliseconds; only the day of a last post is a bare date', async () => {
    const paths = [
      '/api/v1/timelines/home',
      `/api/v1/accounts/${bob.id}`,
      '/api/v1/accounts/verify_credentials',
      '/api/v1/notifications',
      '/api/v2/instance',
      '/api/v1/markers',
    ]
    let times = 0
    for (const path of paths) {
      const { text } = await bob.api.get(path)
      for (const [, key, value] of text.matchAll(/"(\w+)":"(\d{4}-\d\d-\d\d[^"]*)"/g)) {
        times++
        assert.match(value!, key === 'last_status_at' ? /^\d{4}-\d\d-\d\d$/ : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, `${path} ${key}`)
      }
    }
    assert.ok(times > 3)
  })

  test('9: no post of any kind spoils a page', async () => {
    const write = async (fields: object) => (await bob.api.post('/api/v1/statuses', { body: fields })).json.id as string
    const first = await write({ status: 'Plain, https://example.test/ and #tag @alice' })
    await write({ status: 'Careful', spoiler_text: 'CW', sensitive: true, visibility: 'unlisted' })
    await write({ status: 'For some', visibility: 'private' })
    await write({ status: '@alice a letter', visibility: 'direct', language: null })
    await write({ status: 'An answer', in_reply_to_id: first })
    await bob.api.put(`/api/v1/statuses/${first}`, { body: { status: 'Edited' } })
    await bob.api.post(`/api/v1/statuses/${first}/reblog`)
    await bob.api.post(`/api/v1/statuses/${first}/pin`)
    for (const path of ['/api/v1/timelines/home', '/api/v1/timelines/public', `/api/v1/accounts/${bob.id}/statuses`]) {
      const { json } = await bob.api.get(path)
      assert.ok(json.length >= 3, path)
      assert.deepEqual(unmet(clientNeeds, 'Status[]', json), [])
    }
  })

  test('10: the id of a push subscription is a number of 32 bits, for every person and app', async () => {
    for (const person of [alice, bob]) {
      const { endpoint, ...keys } = pushAddress()
      const body = { subscription: { endpoint, keys }, data: { alerts: { mention: true } } }
      const { json, status } = await person.api.post('/api/v1/push/subscription', { body })
      assert.equal(status, 200)
      assert.ok(Number.isInteger(json.id) && json.id > 0 && json.id < 2 ** 31, String(json.id))
      assert.deepEqual((await person.api.get('/api/v1/push/subscription')).json.id, json.id)
    }
  })

  test('11: the permissions of a role are digits below 2^31, also an administrator’s', async () => {
    for (const person of [alice, bob]) {
      const { role } = (await person.api.get('/api/v1/accounts/verify_credentials')).json
      assert.match(role.permissions, /^\d+$/)
      assert.ok(Number(role.permissions) < 2 ** 31)
      assert.equal(Number(role.permissions) > 0, person === alice)
    }
  })

  test('12: ids sort by length and text, and since_id=1 is older than all', async () => {
    const ids = async (query: string) =>
      ((await bob.api.get(`/api/v1/timelines/home?${query}`)).json as { id: string }[]).map(({ id }) => id)
    const all = await ids('since_id=1')
    const sorted = all.toSorted((a, b) => b.length - a.length || (a < b ? 1 : -1))
    assert.deepEqual(all, sorted)
    assert.deepEqual(
      all,
      all.toSorted((a, b) => Number(BigInt(b) - BigInt(a))),
    )
    assert.deepEqual(await ids(`since_id=${all[2]!}&max_id=${all[0]!}`), [all[1]])
    assert.deepEqual(await ids(`min_id=${all[2]!}&limit=1`), [all[1]])
    assert.ok(all.every((id) => /^\d+$/.test(id)))
  })

  test('13: pages of other origins may ask, read and page; pop-ups and pictures are not cut off', async () => {
    const origin = 'https://phanpy.social'
    const asks = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,idempotency-key',
    }
    for (const path of ['/api/v1/statuses', '/oauth/token', '/oauth/revoke', '/.well-known/host-meta', '/nodeinfo/2.0']) {
      const preflight = await fetch(company.url + path, { method: 'OPTIONS', headers: asks })
      assert.equal(preflight.headers.get('access-control-allow-origin'), '*', path)
      assert.match(preflight.headers.get('access-control-allow-headers')!, /Authorization.*Content-Type.*Idempotency-Key/i)
      assert.equal(preflight.headers.get('access-control-allow-credentials'), null)
    }
    const { headers } = await bob.api.get('/api/v1/timelines/home?limit=1', { headers: { origin } })
    const exposed = headers.get('access-control-expose-headers')!.toLowerCase().split(/, */)
    for (const name of [
      'link',
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
      'x-request-id',
      'mastodon-async-refresh',
    ])
      assert.ok(exposed.includes(name), name)
    assert.match(headers.get('link')!, /rel="next"/)

    const app = await register(redirects[4]!)
    const page = await dora.ask(company.url + authorizePath(app.client_id, redirects[4]!, '&force_login=true'))
    assert.equal(page.status, 200)
    assert.equal(page.headers.get('cross-origin-opener-policy'), null)
    assert.doesNotMatch(page.headers.get('content-security-policy')!, /form-action/)
    assert.equal(page.headers.get('access-control-allow-origin'), null)
    const { avatar } = (await bob.api.get('/api/v1/accounts/verify_credentials')).json
    const picture = await fetch(avatar)
    assert.equal(picture.headers.get('cross-origin-resource-policy'), 'cross-origin')
    await picture.arrayBuffer()
  })

  test('14: a slash at the end changes nothing', async () => {
    const browser = browserAt(company.url)
    for (const path of [
      '/api/v1/instance',
      '/api/v2/instance',
      '/api/v1/tags/coffee',
      '/api/v1/timelines/home',
      `/api/v1/accounts/${bob.id}`,
    ])
      assert.equal((await bob.api.get(`${path}/`)).text, (await bob.api.get(path)).text, path)
    assert.equal((await browser.get('/api/v1/nothing/')).status, 404)
  })
})
