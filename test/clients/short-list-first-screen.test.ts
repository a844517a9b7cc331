// What breaks a first screen, rule by rule: each was read from the sources of apps that fail without it.
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { browserAt } from '../api/oauth-browser.ts'
import { clientNeeds } from '../contract/client-needs.ts'
import { unmet } from '../contract/shape.ts'
import { type Company, openCompany } from './company.ts'
import { pushAddress } from './push-address.ts'
import { allow } from './sign-in.ts'
import { makePhones, type Phones, redirects } from './short-list-scene.ts'

suite('the short list', () => {
  let company: Company
  let s: Phones
  before(async () => {
    company = await openCompany()
    s = await makePhones(company)
    await s.bob.api.post('/api/v1/statuses', { body: { status: 'First' } })
    const app = await s.register(redirects[4]!)
    await allow(company.url, s.authorizePath(app.client_id, redirects[4]!), 'dora', s.dora)
  })
  after(() => company.close())

  test('8: every time has milliseconds; only the day of a last post is a bare date', async () => {
    const paths = [
      '/api/v1/timelines/home',
      `/api/v1/accounts/${s.bob.id}`,
      '/api/v1/accounts/verify_credentials',
      '/api/v1/notifications',
      '/api/v2/instance',
      '/api/v1/markers',
    ]
    let times = 0
    for (const path of paths) {
      const { text } = await s.bob.api.get(path)
      for (const [, key, value] of text.matchAll(/"(\w+)":"(\d{4}-\d\d-\d\d[^"]*)"/g)) {
        times++
        assert.match(value!, key === 'last_status_at' ? /^\d{4}-\d\d-\d\d$/ : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/, `${path} ${key}`)
      }
    }
    assert.ok(times > 3)
  })

  test('9: no post of any kind spoils a page', async () => {
    const write = async (fields: object) => (await s.bob.api.post('/api/v1/statuses', { body: fields })).json.id as string
    const first = await write({ status: 'Plain, https://example.test/ and #tag @alice' })
    await write({ status: 'Careful', spoiler_text: 'CW', sensitive: true, visibility: 'unlisted' })
    await write({ status: 'For some', visibility: 'private' })
    await write({ status: '@alice a letter', visibility: 'direct', language: null })
    await write({ status: 'An answer', in_reply_to_id: first })
    await s.bob.api.put(`/api/v1/statuses/${first}`, { body: { status: 'Edited' } })
    await s.bob.api.post(`/api/v1/statuses/${first}/reblog`)
    await s.bob.api.post(`/api/v1/statuses/${first}/pin`)
    for (const path of ['/api/v1/timelines/home', '/api/v1/timelines/public', `/api/v1/accounts/${s.bob.id}/statuses`]) {
      const { json } = await s.bob.api.get(path)
      assert.ok(json.length >= 3, path)
      assert.deepEqual(unmet(clientNeeds, 'Status[]', json), [])
    }
  })

  test('10: the id of a push subscription is a number of 32 bits, for every person and app', async () => {
    for (const person of [s.alice, s.bob]) {
      const { endpoint, ...keys } = pushAddress()
      const body = { subscription: { endpoint, keys }, data: { alerts: { mention: true } } }
      const { json, status } = await person.api.post('/api/v1/push/subscription', { body })
      assert.equal(status, 200)
      assert.ok(Number.isInteger(json.id) && json.id > 0 && json.id < 2 ** 31, String(json.id))
      assert.deepEqual((await person.api.get('/api/v1/push/subscription')).json.id, json.id)
    }
  })

  test('11: the permissions of a role are digits below 2^31, also an administrator’s', async () => {
    for (const person of [s.alice, s.bob]) {
      const { role } = (await person.api.get('/api/v1/accounts/verify_credentials')).json
      assert.match(role.permissions, /^\d+$/)
      assert.ok(Number(role.permissions) < 2 ** 31)
      assert.equal(Number(role.permissions) > 0, person === s.alice)
    }
  })

  test('12: ids sort by length and text, and since_id=1 is older than all', async () => {
    const ids = async (query: string) =>
      ((await s.bob.api.get(`/api/v1/timelines/home?${query}`)).json as { id: string }[]).map(({ id }) => id)
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
    const { headers } = await s.bob.api.get('/api/v1/timelines/home?limit=1', { headers: { origin } })
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

    const app = await s.register(redirects[4]!)
    const page = await s.dora.ask(company.url + s.authorizePath(app.client_id, redirects[4]!, '&force_login=true'))
    assert.equal(page.status, 200)
    assert.equal(page.headers.get('cross-origin-opener-policy'), null)
    assert.doesNotMatch(page.headers.get('content-security-policy')!, /form-action/)
    assert.equal(page.headers.get('access-control-allow-origin'), null)
    const { avatar } = (await s.bob.api.get('/api/v1/accounts/verify_credentials')).json
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
      `/api/v1/accounts/${s.bob.id}`,
    ])
      assert.equal((await s.bob.api.get(`${path}/`)).text, (await s.bob.api.get(path)).text, path)
    assert.equal((await browser.get('/api/v1/nothing/')).status, 404)
  })
})
