// What breaks a log-in, rule by rule: each was read from the sources of apps that fail without it.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { after, before, suite, test } from 'node:test'
import { answerIn } from '../api/oauth-browser.ts'
import { type Company, host, openCompany } from './company.ts'
import { form, parts } from './phone.ts'
import { allow } from './sign-in.ts'
import { makePhones, type Phones, redirects } from './short-list-scene.ts'

const oob = 'urn:ietf:wg:oauth:2.0:oob'
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const s256 = `&code_challenge=${createHash('sha256').update(verifier).digest('base64url')}&code_challenge_method=S256`

suite('the short list', () => {
  let company: Company
  let s: Phones
  before(async () => {
    company = await openCompany()
    s = await makePhones(company)
  })
  after(() => company.close())

  const codeFor = async (id: string, redirect: string, more = '') =>
    answerIn(await allow(company.url, s.authorizePath(id, redirect, more), 'dora', s.dora)).get('code')!
  const grantOf = (app: { client_id: string; client_secret: string }, redirect: string, code: string) => ({
    grant_type: 'authorization_code',
    client_id: app.client_id,
    client_secret: app.client_secret,
    redirect_uri: redirect,
    code,
  })

  test('1: https on a name with a dot and no port, and never http', async () => {
    assert.match(host, /^[\w-]+(\.[\w-]+)+$/)
    const { json } = await s.stranger.get('/api/v2/instance')
    for (const address of JSON.stringify(json).match(/(?:https?|wss?):\/\/[^/"]+/g)!) assert.match(address, /^(?:https|wss):\/\/[\w.-]+$/)
    const plain = request({ host: '127.0.0.1', port: company.port, path: '/api/v2/instance', headers: { host } }).end()
    await assert.rejects(new Promise((resolve, reject) => plain.once('response', resolve).once('error', reject)))
  })

  test('2: one name for the API, the handle and every address', async () => {
    assert.equal((await s.stranger.get('/api/v2/instance')).json.domain, host)
    assert.equal((await s.stranger.get('/api/v1/instance')).json.uri, host)
    const { json: me } = await s.bob.api.get('/api/v1/accounts/verify_credentials')
    for (const key of ['url', 'uri', 'avatar', 'header']) assert.equal(new URL(me[key]).host, host, key)
    assert.equal((await s.stranger.get(`/.well-known/webfinger?resource=acct:bob@${host}`)).json.subject, `acct:bob@${host}`)
    const { json: server } = await s.stranger.get('/.well-known/oauth-authorization-server')
    for (const key of ['authorization_endpoint', 'token_endpoint']) assert.equal(new URL(server[key]).host, host, key)
  })

  test('3: the instance answers without a token', async () => {
    for (const path of ['/api/v2/instance', '/api/v1/instance']) assert.equal((await s.stranger.get(path)).status, 200, path)
  })

  test('4: anybody registers an app, as JSON, form or parts, and reads back the redirect byte for byte', async () => {
    for (const redirect of [...redirects, oob]) {
      const fields = { client_name: 'Any', redirect_uris: redirect, scopes: 'read write follow push' }
      for (const body of [fields, form(fields), parts(fields)]) {
        const { status, json } = await s.stranger.post('/api/v1/apps', { body })
        assert.equal(status, 200)
        assert.equal(json.redirect_uri, redirect)
        assert.ok(json.client_id && json.client_secret)
      }
    }
  })

  test('5: redirects of every scheme are compared and followed byte for byte', async () => {
    for (const redirect of redirects) {
      const app = await s.register(redirect)
      const back = await allow(company.url, s.authorizePath(app.client_id, redirect), 'dora', s.dora)
      assert.ok(back.startsWith(`${redirect}?code=`), back)
      for (const near of [`${redirect}/`, `${redirect}x`, decodeURIComponent(redirect), redirect.replace(/\/$/, '')]) {
        if (near === redirect) continue
        const refused = await s.dora.ask(company.url + s.authorizePath(app.client_id, near))
        assert.deepEqual([refused.status, refused.headers.get('location')], [400, null], near)
      }
    }
  })

  test('6: PKCE is for who wants it, and then it counts', async () => {
    const redirect = redirects[0]!
    const app = await s.register(redirect)
    const exchange = async (more: string, proof: Record<string, string>) => {
      const code = await codeFor(app.client_id, redirect, `&force_login=true${more}`)
      return (await s.stranger.post('/oauth/token', { body: { ...grantOf(app, redirect, code), ...proof } })).status
    }
    assert.equal(await exchange('', {}), 200)
    assert.equal(await exchange(s256, { code_verifier: verifier }), 200)
    assert.equal(await exchange(s256, {}), 400)
    assert.equal(await exchange(s256, { code_verifier: `${verifier}x` }), 400)
  })

  test('7: a token comes for JSON and for a form, with four keys, and never expires', async () => {
    const redirect = redirects[2]!
    const app = await s.register(redirect)
    for (const write of [(fields: Record<string, string>) => fields, form]) {
      const code = await codeFor(app.client_id, redirect, '&force_login=true')
      const { status, json } = await s.stranger.post('/oauth/token', { body: write(grantOf(app, redirect, code)) })
      assert.equal(status, 200)
      assert.deepEqual(Object.keys(json).sort(), ['access_token', 'created_at', 'scope', 'token_type'])
      assert.ok(Math.abs(json.created_at - Date.now() / 1000) < 60, 'seconds')
    }
    const wrong = await s.stranger.post('/oauth/token', { body: { ...grantOf(app, redirect, 'x'), client_secret: 'x' } })
    assert.deepEqual([wrong.status, wrong.json.error], [401, 'invalid_client'], 'Elk registers anew for this word')
  })
})
