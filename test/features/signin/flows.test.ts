import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sha256 } from '#base/ids.ts'
import { beginSignIn } from '#features/signin/begin-sign-in.ts'
import { bringProviders } from '#features/signin/bring-providers.ts'
import { openTarget, sealTarget, signInPath } from '#features/signin/return-target.ts'
import { hmacToken, readToken, strangersKey, unsignedToken, writeToken } from '../../platform/oidc/forge.ts'
import { openHouse, outcome } from './house.ts'
import { allFlows, allSessions, auditRows } from './rows.ts'

test('a callback counts once; the second one fails and the first session stays', async (t) => {
  const { approach, finish, caller } = await openHouse(t)
  const callback = await approach('alice')
  const first = await finish(callback)
  assert.ok(first.kind === 'in')
  // SEC:S15
  const again = await finish(callback)
  assert.ok(again.kind === 'refused' && again.refusal.status === 400 && again.refusal.code === 'signin_flow')
  assert.equal((await caller(first.cookie)).kind, 'session')
})

test('a callback in a browser that did not begin it makes no session', async (t) => {
  const { site, approach, finish } = await openHouse(t)
  const none = (await allSessions(site)).length
  // SEC:C6 (login CSRF)
  for (const browser of [undefined, 'x'.repeat(43), '']) {
    const end = await finish({ ...(await approach('alice')), browser })
    assert.ok(end.kind === 'refused' && end.refusal.status === 400)
  }
  assert.equal((await allSessions(site)).length, none)
})

test('a forged state, another provider’s callback and an old flow are refused', async (t) => {
  const { site, clock, approach, finish } = await openHouse(t)
  // SEC:S13
  const one = await approach('alice')
  assert.equal(outcome(await finish({ ...one, query: one.query.replace(/state=[^&]+/, 'state=forged') })), 'signin_flow')
  assert.equal(outcome(await finish({ ...one, query: '' })), 'signin_flow')
  assert.equal(outcome(await finish({ ...(await approach('alice')), providerId: 'partner' })), 'signin_flow')
  const old = await approach('alice')
  clock.advance(600_001)
  assert.equal(outcome(await finish(old)), 'signin_flow')
  await beginSignIn(site, { providerId: 'company', target: { path: '/home' }, browser: undefined })
  assert.equal((await allFlows(site)).length, 1, 'what nobody finished is swept out')
})

test('several tabs of one browser sign in side by side, each to its own page', async (t) => {
  const { site, approach, finish } = await openHouse(t)
  const one = await approach('alice', { target: { path: '/one' } })
  const two = await beginSignIn(site, { providerId: 'company', target: { path: '/two' }, browser: one.browser })
  assert.equal(two.browser, one.browser)
  const end = await finish(one)
  assert.ok(end.kind === 'in' && end.target.path === '/one')
  assert.equal((await allFlows(site)).length, 1)
})

test('every wrong claim ends in 401 and without a session', async (t) => {
  const { site, attempt, stage } = await openHouse(t)
  const before = (await allSessions(site)).length
  const now = Math.floor(Date.now() / 1000)
  const forged = (change: (token: ReturnType<typeof readToken>) => string) => (route: string, body: unknown) =>
    route === 'token' ? { ...(body as object), id_token: change(readToken((body as { id_token: string }).id_token)) } : body
  const key = strangersKey()
  const byStranger = (claims: object) => forged((token) => writeToken({ ...token, claims: { ...token.claims, ...claims } }, key))
  // SEC:S12 SEC:S15
  const wrong = [
    byStranger({}),
    byStranger({ iss: 'http://localhost:1' }),
    byStranger({ aud: 'other' }),
    byStranger({ exp: now - 120 }),
    byStranger({ nonce: 'x' }),
    forged(unsignedToken),
    forged((token) => hmacToken(token, key.export({ format: 'jwk' }))),
    (route: string, body: unknown) => (route === 'userinfo' ? { ...(body as object), sub: 'somebody' } : body),
  ]
  for (const [i, alter] of wrong.entries()) {
    stage.alter = alter
    const end = await attempt('alice')
    assert.ok(end.kind === 'refused' && end.refusal.status === 401, String(i))
  }
  assert.equal((await allSessions(site)).length, before)
  assert.equal((await auditRows(site)).filter((row) => row.action === 'signin.refused').length, wrong.length)
})

test('new keys at the provider repeat the flow once, silently', async (t) => {
  const { attempt, signIn, stopIdp, restartIdp, finish, site } = await openHouse(t)
  await signIn('alice')
  await stopIdp()
  await restartIdp()
  const end = await attempt('alice', { target: { path: '/kept' } })
  assert.ok(end.kind === 'again')
  assert.match(end.url, /code_challenge_method=S256/)
  const flows = await allFlows(site)
  assert.equal(flows.length, 1)
  assert.equal(outcome(await finish({ providerId: 'company', query: 'state=x', browser: end.browser })), 'signin_flow')
  await signIn('alice')
})

test('a provider that is down gives 503 and says since when', async (t) => {
  const { approach, finish, stopIdp } = await openHouse(t)
  const callback = await approach('alice', { target: { path: '/later' } })
  await stopIdp()
  const end = await finish(callback)
  assert.ok(end.kind === 'refused' && end.refusal.status === 503 && end.refusal.code === 'signin_down')
  assert.equal(end.target.path, '/later')
})

test('whoever turns back at the provider is told so', async (t) => {
  const { attempt } = await openHouse(t)
  const end = await attempt('')
  assert.ok(end.kind === 'refused' && end.refusal.status === 403 && end.refusal.code === 'signin_refused')
})

test('the way back is a note that only this server writes', async (t) => {
  const { site, clock } = await openHouse(t)
  const path = signInPath(site, '/oauth/authorize?client_id=a&state=%2F%2Fx&scope=read+write', { fresh: true })
  assert.doesNotMatch(path, /authorize/)
  const note = new URL(path, site.config.url).searchParams.get('to')!
  assert.deepEqual(openTarget(site, note), { path: '/oauth/authorize?client_id=a&state=%2F%2Fx&scope=read+write', fresh: true })
  // SEC:O2
  for (const forged of [
    undefined,
    '',
    '/home',
    '//evil.test',
    '/\\evil.test',
    'https:evil.test',
    '%2f%2fevil',
    'javascript:alert(1)',
    `${note}x`,
    note.slice(1),
    site.secrets.seal('other', '{}'),
  ])
    assert.deepEqual(openTarget(site, forged), { path: '/home' })
  clock.advance(3_600_001)
  assert.deepEqual(openTarget(site, note), { path: '/home' })
  assert.deepEqual(openTarget(site, sealTarget(site, { path: '/x' })), { path: '/x' })
})

test('nothing that opens a door lies in the database in clear', async (t) => {
  const { site, signIn, approach } = await openHouse(t)
  const cookie = await signIn('alice')
  const { browser } = await approach('bob')
  const rows = JSON.stringify([await allSessions(site), await allFlows(site)])
  // SEC:B3 SEC:B4
  assert.ok(rows.includes(sha256(cookie)) && rows.includes(sha256(browser)))
  for (const secret of [cookie, browser, 'verifier', 'eyJ']) assert.ok(!rows.includes(secret), secret)
})

test('providers of the configuration become rows, and stay as rows when they are taken out', async (t) => {
  const { site } = await openHouse(t)
  const rows = async () =>
    (await auditRows(site)).filter((row) => row.action.startsWith('signin.provider')).map((row) => [row.action, row.target])
  assert.deepEqual(await rows(), [
    ['signin.provider', 'provider:company'],
    ['signin.provider', 'provider:partner'],
  ])
  await bringProviders(site)
  assert.equal((await rows()).length, 2, 'nothing new, nothing written')
  const partner = site.config.signin.oidc.pop()!
  await bringProviders(site)
  assert.deepEqual((await rows()).at(-1), ['signin.provider_off', 'provider:partner'])
  site.config.signin.oidc.push({ ...partner, issuer: 'https://id.partner.test' })
  await bringProviders(site)
  assert.deepEqual((await rows()).at(-1), ['signin.provider', 'provider:partner'])
})
