import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, suite, test } from 'node:test'
import { startTestWeb, type TestWeb } from '../web.ts'
import { type Client, is, makeClient, redirect } from './oauth-token-scene.ts'

const verifier = 'a'.repeat(43)
const challenge = createHash('sha256').update(verifier).digest('base64url')

suite('tokens over HTTP', () => {
  let web: TestWeb
  let app: Client['app']
  let codeFor: Client['codeFor']
  let send: Client['send']
  let exchange: Client['exchange']
  before(async () => {
    web = await startTestWeb()
    ;({ app, codeFor, send, exchange } = await makeClient(web))
  })
  after(async () => await web.close())

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

  test('answers of the token endpoint are kept by nobody on the way', async () => {
    // SEC:B6
    for (const answer of [await exchange(await codeFor()), await exchange('nonsense')])
      assert.match(answer.headers.get('cache-control') ?? '', /no-store/)
  })
})
