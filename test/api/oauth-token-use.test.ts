import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { killOtherSessions } from '#features/signin/kill-session.ts'
import { touchPeople } from '../features/oauth/people.queries.ts'
import { makePerson, makeSession, makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { browserAt } from './oauth-browser.ts'
import { type Client, is, makeClient } from './oauth-token-scene.ts'

suite('tokens over HTTP', () => {
  let web: TestWeb
  let mara: Viewer
  let app: Client['app']
  let codeFor: Client['codeFor']
  let send: Client['send']
  let exchange: Client['exchange']
  before(async () => {
    web = await startTestWeb()
    ;({ mara, app, codeFor, send, exchange } = await makeClient(web))
  })
  after(async () => await web.close())

  test('an app’s own token stays within its scopes and is nobody', async () => {
    // SEC:A2
    const answer = await send({ grant_type: 'client_credentials', ...app })
    assert.equal(answer.json.scope, 'read')
    is(await send({ grant_type: 'client_credentials', ...app, scope: 'push' }), 400, 'invalid_scope')
    is(await send({ grant_type: 'client_credentials', ...app, scope: 'everything' }), 400, 'invalid_scope')
    const api = web.api(answer.json.access_token)
    assert.equal((await api.get('/api/v1/apps/verify_credentials')).status, 200)
    for (const path of ['/api/v1/accounts/verify_credentials', '/api/v1/timelines/home']) {
      const refused = await api.get(path)
      assert.deepEqual([refused.status, refused.json.error], [422, 'This method requires an authenticated user'])
    }
    // SEC:A18
    assert.equal(
      (
        await web
          .api((await send({ grant_type: 'client_credentials', ...app, scope: 'write' })).json.access_token)
          .post('/api/v1/accounts', { body: { username: 'x' } })
      ).status,
      403,
    )
  })

  test('an app revokes its own tokens, twice if it likes, and those of no other app', async () => {
    const token = (await exchange(await codeFor())).json.access_token
    const revoke = (fields: Record<string, string>) => web.api().post('/oauth/revoke', { body: fields })
    const foreign = await makeToken(web.site, mara)
    is(await revoke({ ...app, token: foreign }), 403, 'unauthorized_client')
    assert.equal((await web.api(foreign).get('/api/v1/apps/verify_credentials')).status, 200)
    is(await revoke({ ...app, client_secret: 'wrong', token }), 401, 'invalid_client')
    is(await revoke({ ...app }), 400, 'invalid_request')
    for (let i = 0; i < 2; i++) {
      const answer = await revoke({ ...app, token })
      assert.deepEqual([answer.status, answer.text], [200, '{}'])
    }
    assert.equal((await web.api(token).get('/api/v1/apps/verify_credentials')).status, 401)
  })

  test('userinfo asks for exactly profile', async () => {
    const token = await makeToken(web.site, mara, ['profile'])
    for (const answer of [await web.api(token).get('/oauth/userinfo'), await web.api(token).post('/oauth/userinfo')]) {
      assert.equal(answer.status, 200)
      assert.equal(answer.json.iss, `${web.url}/`)
      assert.equal(answer.json.sub, `${web.url}/ap/users/${mara.accountId}`)
      assert.equal(answer.json.preferred_username, 'mara')
    }
    assert.equal((await web.api(await makeToken(web.site, mara, ['read'])).get('/oauth/userinfo')).status, 403)
    assert.equal((await web.api().get('/oauth/userinfo')).status, 401)
  })

  test('a suspended account is refused on every call, a leaver’s token is dead', async () => {
    // SEC:A12
    const lena = await makePerson(web.site, 'lena')
    const token = await makeToken(web.site, lena)
    await touchPeople.suspend(web.site, lena, web.clock.now())
    for (const path of [
      '/api/v1/apps/verify_credentials',
      '/api/v1/accounts/verify_credentials',
      '/api/v1/timelines/home',
      '/api/v2/instance',
    ]) {
      const answer = await web.api(token).get(path)
      assert.equal(answer.status, 403, path)
      assert.equal(answer.json.error, 'Your login is currently disabled')
    }
    await touchPeople.suspend(web.site, lena, null)
    assert.equal((await web.api(token).get('/api/v1/apps/verify_credentials')).status, 200)
    await touchPeople.deactivate(web.site, lena)
    web.clock.advance(1000)
    for (const path of ['/api/v1/apps/verify_credentials', '/api/v2/instance'])
      assert.equal((await web.api(token).get(path)).status, 401, path)
  })

  test('the token outlives the browser session in which it was granted', async () => {
    const cookie = await makeSession(web.site, mara)
    const token = (await exchange(await codeFor())).json.access_token
    await web.site.store.tx((db) => killOtherSessions(web.site, db, mara.personId, 0))
    assert.match((await browserAt(web.url, cookie).get('/home')).location, /^\/auth\/sign-in/)
    assert.equal((await web.api(token).get('/api/v1/apps/verify_credentials')).status, 200)
  })

  test('a token is read from the header only, never from a query, a body or a cookie', async () => {
    // SEC:B6
    const token = await makeToken(web.site, mara)
    const bare = web.api()
    assert.equal((await bare.get(`/api/v1/accounts/verify_credentials?access_token=${token}`)).status, 401)
    assert.equal((await bare.post('/api/v1/statuses', { body: { status: 'x', access_token: token } })).status, 401)
    const cookie = `session=${await makeSession(web.site, mara)}`
    assert.equal((await bare.get('/api/v1/accounts/verify_credentials', { headers: { cookie } })).status, 401)
  })
})
