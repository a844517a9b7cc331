import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Browser, chooseAt } from './browser.ts'
import { hmacToken, type IdToken, privateKeyOf, readToken, strangersKey, unsignedToken, writeToken } from './forge.ts'
import { callback, meet, reasonOf } from './ground.ts'

test('a person comes back with claims of the ID token and of userinfo', async (t) => {
  const { signIn, issuer } = await meet(t)
  const vouched = await signIn('yuki')
  assert.equal(vouched.issuer, issuer)
  assert.match(vouched.subject, /^[0-9a-f]{32}$/)
  assert.equal(vouched.claims['name'], '中村 由紀')
  assert.deepEqual(vouched.claims['groups'], ['staff'])
  assert.equal(vouched.claims['email_verified'], true)
  assert.equal(readToken(vouched.idToken).claims['sub'], vouched.subject)
})

test('a public client is proven by PKCE alone', async (t) => {
  const { signIn } = await meet(t, { public: true })
  assert.equal((await signIn('bob')).claims['preferred_username'], 'bob')
})

test('the address at the provider asks for a code with PKCE, state and nonce', async (t) => {
  const { oidc, provider } = await meet(t)
  const [one, two] = [
    await oidc.begin(provider, { redirectUri: callback }),
    await oidc.begin(provider, { redirectUri: callback, prompt: 'login', maxAge: 0 }),
  ]
  const query = new URL(one.url).searchParams
  assert.deepEqual(
    [query.get('response_type'), query.get('code_challenge_method'), query.get('scope')],
    ['code', 'S256', 'openid profile email'],
  )
  assert.equal(query.get('redirect_uri'), callback)
  assert.deepEqual([new URL(two.url).searchParams.get('prompt'), new URL(two.url).searchParams.get('max_age')], ['login', '0'])
  for (const field of ['state', 'nonce', 'verifier'] as const) {
    assert.ok(one.flow[field].length >= 43, field)
    assert.notEqual(one.flow[field], two.flow[field])
  }
})

test('an ID token with any wrong claim or signature is refused', async (t) => {
  const { signIn, stage, key, issuer } = await meet(t)
  await signIn()
  const now = Math.floor(Date.now() / 1000)
  const forged = (change: (token: IdToken) => string) => (route: string, body: unknown) => {
    if (route !== 'token') return body
    const answer = body as { id_token: string }
    return { ...answer, id_token: change(readToken(answer.id_token)) }
  }
  const claims = (change: Record<string, unknown>) =>
    forged(({ header, claims: own }) => writeToken({ header, claims: { ...own, ...change } }, privateKeyOf(key())))
  // SEC:S15 SEC:S12
  const wrong: Record<string, (route: string, body: unknown) => unknown> = {
    'iss of another': claims({ iss: 'http://localhost:1' }),
    'iss with a slash': claims({ iss: `${issuer}/` }),
    'aud of another client': claims({ aud: 'other' }),
    'aud of two clients without azp': claims({ aud: ['atrium', 'other'] }),
    'azp of another client': claims({ aud: ['atrium', 'other'], azp: 'other' }),
    'wrong nonce': claims({ nonce: 'x'.repeat(43) }),
    'missing nonce': claims({ nonce: undefined }),
    expired: claims({ exp: now - 120 }),
    'missing exp': claims({ exp: undefined }),
    'issued in the future': claims({ iat: now + 300, nbf: now + 300 }),
    'missing sub': claims({ sub: undefined }),
    'alg none': forged(unsignedToken),
    'HS256 with the public key': forged((token) => hmacToken(token, key())),
    'a stranger’s key': forged((token) => writeToken(token, strangersKey())),
    'a changed payload': forged(({ header, claims: own }) => {
      const [head, , signature] = writeToken({ header, claims: own }, privateKeyOf(key())).split('.')
      return `${head}.${Buffer.from(JSON.stringify({ ...own, sub: 'somebody' })).toString('base64url')}.${signature}`
    }),
    'no ID token': (route, body) => (route === 'token' ? { ...(body as object), id_token: undefined } : body),
    'userinfo of somebody else': (route, body) => (route === 'userinfo' ? { ...(body as object), sub: 'somebody' } : body),
  }
  for (const [name, alter] of Object.entries(wrong)) {
    stage.alter = alter
    assert.equal(await reasonOf(signIn()), 'untrusted', name)
  }
  stage.alter = claims({ exp: now - 30 })
  assert.equal(await reasonOf(signIn()), 'accepted', 'within the tolerance of 60 s')
})

test('a callback that does not belong to the flow is refused', async (t) => {
  const { oidc, provider, signIn, issuer } = await meet(t)
  // SEC:S15
  assert.equal(await reasonOf(signIn('alice', (query) => query.replace(/state=[^&]+/, 'state=forged'))), 'untrusted')
  assert.equal(await reasonOf(signIn('alice', (query) => query.replace(/&?state=[^&]+/, ''))), 'untrusted')
  assert.equal(await reasonOf(signIn('alice', (query) => query.replace(/iss=[^&]+/, 'iss=http%3A%2F%2Flocalhost%3A1'))), 'untrusted')
  assert.equal(await reasonOf(signIn('alice', (query) => query.replace(/&?iss=[^&]+/, ''))), 'untrusted')
  assert.equal(await reasonOf(signIn('alice', (query) => query.replace(/code=[^&]+/, 'code=forged'))), 'untrusted')
  // A code of this provider in a flow that was begun with another.
  const { url, flow } = await oidc.begin(provider, { redirectUri: callback })
  const query = (await chooseAt(new Browser(), url, 'alice', callback)).slice(callback.length + 1)
  assert.equal(await reasonOf(oidc.finish(provider, { ...flow, issuer: `${issuer}0` }, query)), 'untrusted')
  assert.equal(await reasonOf(oidc.finish(provider, { ...flow, verifier: 'v'.repeat(43) }, query)), 'untrusted')
  assert.equal(await reasonOf(oidc.finish(provider, flow, query)), 'accepted')
  assert.equal(await reasonOf(oidc.finish(provider, flow, query)), 'untrusted', 'a code is spent once')
})

test('a person who turns back is told apart from a fault', async (t) => {
  const { oidc, provider } = await meet(t)
  const { url, flow } = await oidc.begin(provider, { redirectUri: callback })
  const query = (await chooseAt(new Browser(), url, '', callback)).slice(callback.length + 1)
  await assert.rejects(oidc.finish(provider, flow, query), { reason: 'refused', code: 'access_denied' })
  const markup = `error=${encodeURIComponent('<script>')}&state=${flow.state}&iss=${encodeURIComponent(provider.issuer)}`
  await assert.rejects(oidc.finish(provider, flow, markup), { reason: 'refused', code: undefined })
})
