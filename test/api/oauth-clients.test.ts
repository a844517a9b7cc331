import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, suite, test } from 'node:test'
import { openTarget } from '#features/signin/return-target.ts'
import { makePerson, makeSession } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { answerIn, browserAt, unescape } from './oauth-browser.ts'

const scopes = 'read write follow push'
const elk = 'https://elk.zone/api/atrium.brunnhof.example/oauth/https%3A%2F%2Felk.zone'
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const pkce = { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' }

interface Client {
  name: string
  website?: string
  redirect: string
  body: 'json' | 'form'
  /** What its authorize address holds besides the client id, as the app writes it. */
  authorize: (clientId: string) => string
  /** What it sends to the token endpoint besides the five that every app sends. */
  token?: Record<string, string>
}

const enc = encodeURIComponent
const plainly =
  (redirect: string, extra: Record<string, string> = {}) =>
  (clientId: string) =>
    new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: redirect, scope: scopes, ...extra }).toString()

/** The log-ins of clients, each with its own spelling. */
const clients: Client[] = [
  {
    name: 'Mastodon for Android',
    website: 'https://app.joinmastodon.org/android',
    redirect: 'org.joinmastodon.android-auth://callback',
    body: 'json',
    authorize: plainly('org.joinmastodon.android-auth://callback', pkce),
    token: { code_verifier: verifier },
  },
  {
    name: 'Mastodon for iOS',
    website: 'https://app.joinmastodon.org/ios',
    redirect: 'mastodon://joinmastodon.org/oauth',
    body: 'json',
    authorize: (id) =>
      `response_type=code&client_id=${id}&redirect_uri=mastodon://joinmastodon.org/oauth&scope=read%20write%20follow%20push`,
    token: { scope: scopes },
  },
  {
    name: 'Tusky',
    website: 'https://tusky.app',
    redirect: 'oauth2redirect://com.keylesspalace.tusky/',
    body: 'form',
    authorize: (id) =>
      `client_id=${id}&redirect_uri=${enc('oauth2redirect://com.keylesspalace.tusky/')}&response_type=code&scope=${enc(scopes)}`,
  },
  {
    name: 'Elk',
    website: 'https://elk.zone',
    redirect: elk,
    body: 'json',
    authorize: (id) =>
      `client_id=${id}&force_login=false&scope=read+write+follow+push&response_type=code&lang=en-US&redirect_uri=${enc(elk)}`,
    token: { scope: scopes },
  },
  {
    name: 'Phanpy',
    redirect: 'https://phanpy.social/',
    body: 'form',
    authorize: plainly('https://phanpy.social/', { ...pkce, force_login: 'true', state: 'a b&c' }),
    token: { code_verifier: verifier },
  },
  {
    name: 'IceCubesApp',
    redirect: 'icecubesapp://',
    body: 'json',
    authorize: (id) => `response_type=code&client_id=${id}&redirect_uri=icecubesapp://&scope=read%20write%20follow%20push`,
    token: { scope: scopes },
  },
  {
    name: 'Fedilab',
    redirect: 'fedilab://backtofedilab',
    body: 'form',
    authorize: plainly('fedilab://backtofedilab'),
    token: { scope: scopes },
  },
]

suite('the log-in of each app goes through, step by step', () => {
  let web: TestWeb
  let session: string
  before(async () => {
    web = await startTestWeb()
    session = await makeSession(web.site, await makePerson(web.site, 'mara'))
  })
  after(() => web.close())

  const send = (client: Client, path: string, fields: Record<string, string>) =>
    web.api().post(path, { body: client.body === 'json' ? fields : new URLSearchParams(fields) })

  for (const client of clients) {
    test(client.name, async () => {
      const app = await send(client, '/api/v1/apps', {
        client_name: client.name,
        redirect_uris: client.redirect,
        scopes,
        ...(client.website ? { website: client.website } : {}),
      })
      assert.equal(app.status, 200)
      assert.equal(app.json.redirect_uri, client.redirect, 'byte for byte: iOS sends on what it reads here')
      assert.deepEqual(app.json.redirect_uris, [client.redirect])
      const { client_id: clientId, client_secret: secret } = app.json as { client_id: string; client_secret: string }

      const path = `/oauth/authorize?${client.authorize(clientId)}`
      const nobody = await browserAt(web.url).get(path)
      assert.equal(nobody.status, 303)
      const door = new URL(nobody.location, web.url)
      assert.equal(door.pathname, '/auth/sign-in')
      assert.equal(openTarget(web.site, door.searchParams.get('to')!).path, path, 'sign-in leads back to the same bytes')

      const browser = browserAt(web.url, session)
      const consent = await browser.get(path)
      assert.equal(consent.status, 200, consent.html)
      assert.match(unescape(consent.html), new RegExp(client.name))
      assert.doesNotMatch(consent.headers.get('content-security-policy') ?? '', /form-action/)
      assert.equal(
        consent.headers.get('cross-origin-opener-policy'),
        null,
        'a pop-up that is cut off from its opener cannot hand over the code',
      )
      const back = await browser.press(consent, 'allow')
      assert.ok(back.status === 302 || back.status === 303)
      assert.ok(back.location.startsWith(`${client.redirect}?code=`), back.location)
      const answer = answerIn(back.location)
      assert.equal(answer.get('state'), new URLSearchParams(client.authorize(clientId)).get('state'))

      const token = await send(client, '/oauth/token', {
        grant_type: 'authorization_code',
        client_id: clientId,
        client_secret: secret,
        redirect_uri: client.redirect,
        code: answer.get('code')!,
        ...client.token,
      })
      assert.equal(token.status, 200, token.text)
      assert.deepEqual(Object.keys(token.json).sort(), ['access_token', 'created_at', 'scope', 'token_type'])
      assert.equal(token.json.token_type, 'Bearer')
      assert.equal(token.json.scope, scopes)
      assert.equal(token.json.created_at, Math.floor(web.clock.now() / 1000))
      // SEC:B6
      assert.match(token.headers.get('cache-control') ?? '', /no-store/)

      const api = web.api(token.json.access_token)
      assert.equal((await api.get('/api/v1/accounts/verify_credentials')).json.username, 'mara')
      assert.equal((await api.get('/api/v1/apps/verify_credentials')).json.name, client.name)

      const revoked = await send(client, '/oauth/revoke', { client_id: clientId, client_secret: secret, token: token.json.access_token })
      assert.deepEqual([revoked.status, revoked.text], [200, '{}'])
      assert.equal((await api.get('/api/v1/accounts/verify_credentials')).status, 401)
    })
  }

  test('a command line: the code is shown for copying', async () => {
    const redirect = 'urn:ietf:wg:oauth:2.0:oob'
    const app = await web
      .api()
      .post('/api/v1/apps', { body: new URLSearchParams({ client_name: 'toot', redirect_uris: redirect, scopes }) })
    const browser = browserAt(web.url, session)
    const consent = await browser.get(`/oauth/authorize?${plainly(redirect)(app.json.client_id)}`)
    const shown = await browser.press(consent, 'allow')
    assert.match(shown.location, /^\/oauth\/authorize\/native\?code=/)
    const page = await browser.get(shown.location)
    assert.equal(page.status, 200)
    const code = /<input id="code"[^>]*value="([^"]+)"/.exec(page.html)?.[1]
    web.clock.advance(9 * 60_000)
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: app.json.client_id,
      client_secret: app.json.client_secret,
      redirect_uri: redirect,
      code: code!,
    })
    assert.equal((await web.api().post('/oauth/token', { body })).status, 200)
    assert.equal((await browser.get(shown.location)).status, 400, 'a used code is not shown again')
  })
})
