import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { grantApp } from '#features/oauth/grant-app.ts'
import { readAuthorizeRequest } from '#features/oauth/authorize-request.ts'
import { killOtherSessions } from '#features/signin/kill-session.ts'
import { touchPeople } from '../features/oauth/people.queries.ts'
import { makePerson, makeSession, makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { browserAt } from './oauth-browser.ts'

const redirect = 'app://back'
const verifier = 'a'.repeat(43)
const challenge = createHash('sha256').update(verifier).digest('base64url')

suite('tokens over HTTP', () => {
  let web: TestWeb
  let mara: Viewer
  let app: { client_id: string; client_secret: string }
  before(async () => {
    web = await startTestWeb()
    mara = await makePerson(web.site, 'mara')
    const { json } = await web
      .api()
      .post('/api/v1/apps', { body: { client_name: 'A', redirect_uris: redirect, scopes: 'read write profile' } })
    app = { client_id: json.client_id, client_secret: json.client_secret }
  })
  after(() => web.close())

  /** A code as the consent page makes it. */
  const codeFor = async (more: Record<string, string> = {}) => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: app.client_id,
      redirect_uri: redirect,
      scope: 'read profile',
      ...more,
    })
    const asked = await readAuthorizeRequest(web.site, query.toString())
    assert.ok(asked.kind === 'ok')
    return await grantApp(web.site, mara, asked.request, {})
  }
  const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    web.api().post('/oauth/token', { body: fields, headers })
  const exchange = (code: string, more: Record<string, string> = {}) =>
    send({ grant_type: 'authorization_code', ...app, redirect_uri: redirect, code, ...more })
  const is = (answer: { status: number; json: { error?: string; error_description?: string } }, status: number, error: string) => {
    assert.deepEqual([answer.status, answer.json.error], [status, error])
    assert.ok(answer.json.error_description)
  }

  test('a code is good once; its second use ends the token of the first', async () => {
    // SEC:A17
    const code = await codeFor()
    const first = await exchange(code)
    assert.equal(first.status, 200)
    const api = web.api(first.json.access_token)
    assert.equal((await api.get('/api/v1/accounts/verify_credentials')).status, 200)
    is(await exchange(code), 400, 'invalid_grant')
    assert.equal((await api.get('/api/v1/accounts/verify_credentials')).status, 401)
  })

  test('two exchanges of one code at the same moment leave no token', async () => {
    // SEC:A17
    const code = await codeFor()
    const answers = await Promise.all([exchange(code), exchange(code)])
    assert.deepEqual(
      answers.map((answer) => answer.status).toSorted((a, b) => a - b),
      [200, 400],
    )
    const token = answers.find((answer) => answer.status === 200)!.json.access_token
    assert.equal((await web.api(token).get('/api/v1/apps/verify_credentials')).status, 401)
  })

  test('a code is good for a minute', async () => {
    // SEC:A17
    const [early, late] = [await codeFor(), await codeFor()]
    web.clock.advance(59_999)
    assert.equal((await exchange(early)).status, 200)
    web.clock.advance(1)
    is(await exchange(late), 400, 'invalid_grant')
  })

  test('another address, verifier or app gets nothing for a code', async () => {
    // SEC:A17 SEC:B6
    is(await exchange(await codeFor(), { redirect_uri: `${redirect}/x` }), 400, 'invalid_grant')
    is(await exchange(await codeFor(), { redirect_uri: '' }), 400, 'invalid_request')
    is(await exchange('nonsense'), 400, 'invalid_grant')
    is(await exchange(''), 400, 'invalid_request')
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' }
    is(await exchange(await codeFor(pkce)), 400, 'invalid_grant')
    is(await exchange(await codeFor(pkce), { code_verifier: 'b'.repeat(43) }), 400, 'invalid_grant')
    is(await exchange(await codeFor(), { code_verifier: verifier }), 400, 'invalid_grant')
    assert.equal((await exchange(await codeFor(pkce), { code_verifier: verifier })).status, 200)
    const { json: other } = await web.api().post('/api/v1/apps', { body: { client_name: 'B', redirect_uris: redirect, scopes: 'read' } })
    const code = await codeFor()
    is(await exchange(code, { client_id: other.client_id, client_secret: other.client_secret }), 400, 'invalid_grant')
    assert.equal((await exchange(code)).status, 200, 'what a stranger tries does not spend it')
  })

  test('an app must prove who it is; an unknown one and a wrong secret read the same', async () => {
    const wrong = [{ client_id: 'nobody' }, { client_secret: 'wrong' }, { client_secret: '' }, { client_id: '' }]
    const texts = new Set<string>()
    for (const more of wrong) {
      const answer = await exchange(await codeFor(), more)
      is(answer, 401, 'invalid_client')
      texts.add(answer.text)
    }
    assert.equal(texts.size, 1)
    assert.match([...texts][0]!, /Client authentication failed/)
  })

  test('the client may also come by HTTP Basic', async () => {
    const basic = (id: string, secret: string) => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` })
    const fields = async () => ({ grant_type: 'authorization_code', redirect_uri: redirect, code: await codeFor() })
    assert.equal((await send(await fields(), basic(app.client_id, app.client_secret))).status, 200)
    is(await send(await fields(), basic(app.client_id, 'wrong')), 401, 'invalid_client')
    is(await send(await fields(), { authorization: 'Basic nonsense' }), 401, 'invalid_client')
  })

  test('only two ways to a token: no password, no implicit, no refresh', async () => {
    // SEC:A17
    for (const grant_type of ['password', 'refresh_token', 'implicit', 'urn:ietf:params:oauth:grant-type:device_code'])
      is(await send({ grant_type, ...app, username: 'mara', password: 'x' }), 400, 'unsupported_grant_type')
    is(await send({ ...app }), 400, 'invalid_request')
  })

  test('scope has no effect when a code is exchanged', async () => {
    assert.equal((await exchange(await codeFor(), { scope: 'read write admin:write' })).json.scope, 'read profile')
  })

  test('JSON, form and multipart say the same', async () => {
    const fields = async () => ({ grant_type: 'authorization_code', ...app, redirect_uri: redirect, code: await codeFor() })
    const form = new FormData()
    for (const [name, value] of Object.entries(await fields())) form.set(name, value)
    for (const body of [await fields(), new URLSearchParams(await fields()), form])
      assert.equal((await web.api().post('/oauth/token', { body })).status, 200)
  })

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

  test('answers of the token endpoint are kept by nobody on the way', async () => {
    // SEC:B6
    for (const answer of [await exchange(await codeFor()), await exchange('nonsense')])
      assert.match(answer.headers.get('cache-control') ?? '', /no-store/)
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
