import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { makePerson, makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

const tusky = {
  client_name: 'Tusky',
  redirect_uris: 'oauth2redirect://com.keylesspalace.tusky/',
  scopes: 'read write follow push',
  website: '',
}

suite('apps', () => {
  let web: TestWeb
  before(async () => {
    web = await startTestWeb()
  })
  after(() => web.close())

  test('an identical registration answers the same app with the same secret, another one does not', async () => {
    const first = await web.api().post('/api/v1/apps', { body: tusky })
    assert.equal(first.status, 200)
    const form = new FormData()
    for (const [name, value] of Object.entries(tusky)) form.set(name, value)
    for (const body of [tusky, new URLSearchParams(tusky), form]) {
      const again = await web.api().post('/api/v1/apps', { body })
      assert.deepEqual(again.json, first.json)
    }
    const query = await web.api().post(`/api/v1/apps?${new URLSearchParams(tusky).toString()}`)
    assert.deepEqual(query.json, first.json)
    const other = await web.api().post('/api/v1/apps', { body: { ...tusky, scopes: 'read' } })
    assert.notEqual(other.json.client_id, first.json.client_id)
    assert.notEqual(other.json.client_secret, first.json.client_secret)
  })

  test('the answer has every key that apps decode', async () => {
    const { json } = await web.api().post('/api/v1/apps', { body: { ...tusky, redirect_uris: ['app://one', 'app://two'] } })
    assert.deepEqual(json.redirect_uris, ['app://one', 'app://two'])
    assert.equal(json.redirect_uri, 'app://one\napp://two')
    assert.equal(json.website, null)
    assert.equal(json.client_secret_expires_at, 0)
    assert.deepEqual(json.scopes, ['read', 'write', 'follow', 'push'])
    assert.match(json.vapid_key, /^[\w-]{87}=?$/)
  })

  test('a bad registration is 422 with a sentence', async () => {
    for (const bad of [
      { scopes: 'read:me' },
      { redirect_uris: 'javascript:alert(1)' },
      { client_name: '' },
      { client_name: 'x'.repeat(61) },
    ]) {
      const answer = await web.api().post('/api/v1/apps', { body: { ...tusky, ...bad } })
      assert.equal(answer.status, 422)
      assert.match(answer.json.error, /^Validation failed: /)
    }
  })

  test('the secret is shown at registration and nowhere else', async () => {
    // SEC:A15
    const app = await web.api().post('/api/v1/apps', { body: tusky })
    const token = await makeToken(web.site, await makePerson(web.site, 'secretive'))
    const shown = await web.api(token).get('/api/v1/apps/verify_credentials')
    assert.equal(shown.status, 200)
    assert.doesNotMatch(shown.text, /client_secret|client_id/)
    assert.equal(shown.text.includes(app.json.client_secret), false)
  })

  test('any living token may ask which app it belongs to, nobody else', async () => {
    const app = await makeToken(web.site, null, ['write'])
    assert.equal((await web.api(app).get('/api/v1/apps/verify_credentials')).json.name, 'Test')
    assert.equal((await web.api().get('/api/v1/apps/verify_credentials')).status, 401)
    assert.equal((await web.api('nonsense').get('/api/v1/apps/verify_credentials')).status, 401)
  })

  test('no page and no endpoint manages the apps of others', async () => {
    // SEC:A14
    const token = await makeToken(web.site, await makePerson(web.site, 'curious'))
    for (const path of ['/oauth/applications', '/oauth/applications/1', '/oauth/applications/new'])
      for (const api of [web.api(), web.api(token)]) assert.equal((await api.get(path)).status, 404, path)
  })

  test('hundreds of phones behind one company address register', async () => {
    // SEC:L8
    for (let i = 0; i < 40; i++)
      assert.equal((await web.api().post('/api/v1/apps', { body: { ...tusky, client_name: `Phone ${i}` } })).status, 200)
  })
})

test('from outside the company five new apps in ten minutes are enough; a known one is always answered', async (t) => {
  const web = await startTestWeb({ config: { networks: { company: ['10.0.0.0/8'] } } })
  t.after(() => web.close())
  const register = (name: string) => web.api().post('/api/v1/apps', { body: { ...tusky, client_name: name } })
  for (let i = 0; i < 5; i++) assert.equal((await register(`App ${i}`)).status, 200)
  const sixth = await register('App 5')
  assert.equal(sixth.status, 429)
  assert.ok(Number(sixth.headers.get('retry-after')) > 0)
  for (let i = 0; i < 5; i++) assert.equal((await register(`App ${i}`)).status, 200)
  web.clock.advance(600_000)
  assert.equal((await register('App 5')).status, 200)
})

test('the metadata of RFC 8414 names every endpoint and no more than we do', async (t) => {
  const web = await startTestWeb()
  t.after(() => web.close())
  const { json, status } = await web.api().get('/.well-known/oauth-authorization-server')
  assert.equal(status, 200)
  assert.equal(json.issuer, `${web.url}/`)
  assert.deepEqual(json.grant_types_supported, ['authorization_code', 'client_credentials'])
  assert.deepEqual(json.code_challenge_methods_supported, ['S256'])
  assert.deepEqual(json.response_types_supported, ['code'])
  assert.equal(json.app_registration_endpoint, `${web.url}/api/v1/apps`)
})
