import assert from 'node:assert/strict'
import { readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { openFetch } from '#platform/fetch/open-fetch.ts'
import { openOidc } from '#platform/oidc/open-oidc.ts'
import { ground as config } from '../fetch/ground.ts'
import { Browser, chooseAt } from './browser.ts'
import { readToken, strangersKey, writeToken } from './forge.ts'
import { callback, meet, reasonOf } from './ground.ts'

test('new keys at the provider cost one silent repetition, and one only', async (t) => {
  const { signIn, key, stage, stopIdp, restartIdp, folder, clock } = await meet(t)
  await signIn()
  const old = key()
  await stopIdp()
  rmSync(join(folder, 'key.json'))
  await restartIdp()
  assert.notEqual(key()['kid'], old['kid'])
  assert.equal(await reasonOf(signIn()), 'keys')
  assert.equal(await reasonOf(signIn()), 'accepted')
  stage.alter = (route, body) => {
    if (route !== 'token') return body
    const token = readToken((body as { id_token: string }).id_token)
    return { ...(body as object), id_token: writeToken({ ...token, header: { ...token.header, kid: 'unknown' } }, strangersKey()) }
  }
  assert.equal(await reasonOf(signIn()), 'untrusted', 'within a minute')
  clock.advance(61_000)
  assert.equal(await reasonOf(signIn()), 'keys')
})

test('a provider that is down is named as such, with the time since when', async (t) => {
  const { oidc, provider, stopIdp, restartIdp, clock, signIn } = await meet(t)
  await stopIdp()
  await assert.rejects(oidc.begin(provider, { redirectUri: callback }), { reason: 'down', since: clock.now() })
  const since = clock.now()
  clock.advance(60_000)
  await assert.rejects(oidc.begin(provider, { redirectUri: callback }), { reason: 'down', since })
  await restartIdp()
  assert.equal(await reasonOf(signIn()), 'accepted')
  const { url, flow } = await oidc.begin(provider, { redirectUri: callback })
  const query = (await chooseAt(new Browser(), url, 'alice', callback)).slice(callback.length + 1)
  await stopIdp()
  assert.equal(await reasonOf(oidc.finish(provider, flow, query)), 'down')
})

test('a provider that hangs is left at the deadline', async (t) => {
  const server = createServer(() => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const place = `localhost:${(server.address() as AddressInfo).port}`
  const { clock, folder } = await meet(t)
  const fetch = openFetch(config({ loopback: [place], oidc: [place] }))
  t.after(async () => {
    server.closeAllConnections()
    server.close()
    await fetch.close()
  })
  const oidc = openOidc({ fetch, clock, folder: join(folder, 'none'), log: { warn() {} } as never })
  const began = performance.now()
  assert.equal(await reasonOf(oidc.begin({ id: 'x', issuer: `http://${place}`, clientId: 'atrium' }, { redirectUri: callback })), 'down')
  // Five seconds; by itself the client would wait for minutes.
  assert.ok(performance.now() - began < 60_000)
})

test('the last good discovery document stays on disk and stands in for a bad answer for a day', async (t) => {
  const { party, provider, oidc, stage, clock, folder } = await meet(t)
  const returnTo = 'http://localhost:3000/auth/signed-out'
  assert.equal(await oidc.logoutUrl(provider, { returnTo }), undefined)
  await oidc.begin(provider, { redirectUri: callback })
  assert.equal(readdirSync(join(folder, 'discovery')).length, 1)
  const later = party()
  const url = new URL((await later.logoutUrl(provider, { returnTo, idToken: 'hint' }))!)
  assert.deepEqual(
    [url.searchParams.get('post_logout_redirect_uri'), url.searchParams.get('id_token_hint'), url.searchParams.get('client_id')],
    [returnTo, 'hint', 'atrium'],
  )
  stage.alter = (route, body) => (route === 'discovery' ? 'maintenance' : body)
  clock.advance(3_600_000)
  assert.ok((await later.begin(provider, { redirectUri: callback })).url)
  clock.advance(24 * 3_600_000)
  assert.equal(await reasonOf(later.begin(provider, { redirectUri: callback })), 'down')
})

test('discovery believes only the configured issuer and leads nowhere else', async (t) => {
  const { party, provider, stage, clock, folder, signIn } = await meet(t)
  const change = (part: object) => (route: string, body: unknown) => (route === 'discovery' ? { ...(body as object), ...part } : body)
  const fresh = () => {
    rmSync(join(folder, 'discovery'), { recursive: true, force: true })
    clock.advance(60_000)
    return party()
  }
  // SEC:S12
  for (const part of [
    { issuer: 'https://login.test/{tenantid}' },
    { issuer: `${provider.issuer}/` },
    { authorization_endpoint: 'javascript:alert(1)' },
    { jwks_uri: 7 },
    { id_token_signing_alg_values_supported: ['none', 'HS256'] },
  ]) {
    stage.alter = change(part)
    assert.equal(await reasonOf(fresh().begin(provider, { redirectUri: callback })), 'down', JSON.stringify(part))
  }
  // Pitfall 12: metadata that points inwards is not followed.
  for (const inside of ['http://169.254.169.254/latest', 'http://127.0.0.1:9000/', 'https://localhost:5432/']) {
    for (const field of ['token_endpoint', 'jwks_uri', 'userinfo_endpoint']) {
      stage.alter = change({ [field]: inside })
      clock.advance(60_000)
      assert.equal(await reasonOf(signIn()), 'untrusted', `${field} ${inside}`)
    }
  }
})
