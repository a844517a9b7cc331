import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { employeeAccount, startIdp } from '#processes/demo/idp.ts'
import { employees } from '#processes/demo/story.ts'
import { answerIn, unescape } from '../api/oauth-browser.ts'
import { makePerson, makeSession } from '../people.ts'
import { Browser, type Shown } from '../platform/oidc/browser.ts'
import { freePort } from '../postgres.ts'
import { startTestWeb } from '../web.ts'
import { form } from './phone.ts'

const redirect = 'org.joinmastodon.android-auth://callback'
const registration = { client_name: 'Mastodon for Android', redirect_uris: redirect, scopes: 'read write follow push' }
const hidden = (page: Shown, name: string) => unescape(new RegExp(`name="${name}" value="([^"]*)"`).exec(page.body)?.[1] ?? '')

class Limited extends Error {
  readonly retryAfter: number
  constructor(where: string, retryAfter: number) {
    super(where)
    this.retryAfter = retryAfter
  }
}

/** A server behind a proxy of its own, whose clock stands: all that happens, happens within the same five minutes. */
async function openLaunch(t: TestContext) {
  const port = await freePort()
  const idp = await startIdp({
    port: 0,
    clients: [{ clientId: 'atrium', redirectUris: [`http://localhost:${port}/auth/oidc/company/callback`], postLogoutRedirectUris: [] }],
    accounts: employees.map(employeeAccount),
  })
  const company = { id: 'company', name: 'Brunnhof', issuer: idp.issuer, client_id: 'atrium' }
  const web = await startTestWeb({
    config: { trusted_proxies: ['127.0.0.1', '::1'], fetch: { loopback: [new URL(idp.issuer).host] }, signin: { oidc: [company] } },
  })
  t.after(async () => {
    await web.close()
    await idp.close()
  })

  /** Everything that a phone and its browser ask, up to the first page; a full window throws. The provider's own pages are not ours to limit. */
  async function signIn(person: Viewer, forwarded: string): Promise<{ clientId: string; token: string }> {
    const headers = { 'x-forwarded-for': forwarded }
    const browser = new Browser()
    const seen = <A extends { status: number; headers: Headers }>(answer: A, where: string, expected: number): A => {
      if (answer.status === 429) throw new Limited(where, Number(answer.headers.get('retry-after')))
      assert.equal(answer.status, expected, where)
      return answer
    }
    const visit = async (path: string, expected: number, fields?: Record<string, string>) =>
      seen(await browser.ask(web.url + path, { headers, ...(fields ? { form: fields } : {}) }), path.split('?')[0]!, expected)
    const nobody = web.api()
    seen(await nobody.get('/api/v2/instance', { headers }), 'instance', 200)
    const app = seen(await nobody.post('/api/v1/apps', { body: registration, headers }), 'apps', 200).json
    const query = form({ response_type: 'code', client_id: app.client_id, redirect_uri: redirect, scope: registration.scopes }).toString()
    const path = `/oauth/authorize?${query}`

    const door = await visit((await visit(path, 303)).headers.get('location')!, 200)
    await visit('/auth/oidc/company', 303, { csrf: hidden(door, 'csrf'), to: hidden(door, 'to') })
    // Counted like a good one; what the provider would have vouched for is laid into the browser instead.
    await visit('/auth/oidc/company/callback?state=x', 400)
    browser.cookies(web.url).set('session', await makeSession(web.site, person))

    const consent = await visit(path, 200)
    const back = await visit(path, 303, { csrf: hidden(consent, 'csrf'), decision: 'allow' })
    const grant = { grant_type: 'authorization_code', client_id: app.client_id, client_secret: app.client_secret }
    const code = answerIn(back.headers.get('location')!).get('code')!
    const token = seen(await nobody.post('/oauth/token', { body: { ...grant, redirect_uri: redirect, code }, headers }), 'token', 200).json
    const api = web.api(token.access_token)
    const me = seen(await api.get('/api/v1/accounts/verify_credentials', { headers }), 'verify_credentials', 200)
    assert.equal(me.json.id, String(person.accountId))
    seen(await api.get('/api/v1/timelines/home?limit=40', { headers }), 'home', 200)
    return { clientId: app.client_id, token: token.access_token }
  }
  return { web, signIn }
}

test('launch day: five hundred phones behind the company’s one address sign in within five minutes', async (t) => {
  const { web, signIn } = await openLaunch(t)
  const begun = web.clock.now()
  // SEC:L8
  const signed: { clientId: string; token: string }[] = []
  for (let group = 0; group < 50; group++) {
    const people = await Promise.all(Array.from({ length: 10 }, async (_, i) => await makePerson(web.site, `staff${group * 10 + i}`)))
    signed.push(...(await Promise.all(people.map((person) => signIn(person, '10.20.30.40')))))
    web.clock.advance(5000)
  }
  assert.ok(web.clock.now() - begun < 5 * 60_000)
  assert.equal(new Set(signed.map(({ token }) => token)).size, 500)
  assert.equal(new Set(signed.map(({ clientId }) => clientId)).size, 1, 'one app, however often it is registered')
})

test('the same from one address outside meets 429, which the company does not notice, and which ends', async (t) => {
  const { web, signIn } = await openLaunch(t)
  // SEC:L8
  const outside = '203.0.113.7'
  let full: Limited | undefined
  let signed = 0
  for (; full === undefined && signed < 500; signed++) {
    const person = await makePerson(web.site, `guest${signed}`)
    full = await signIn(person, outside).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof Limited) return error
        throw error
      },
    )
  }
  assert.ok(full, 'five hundred came in from outside')
  assert.ok(full.retryAfter > 0 && full.retryAfter <= 300)
  assert.ok(signed > 5, 'a household comes in')
  const arrives = async (name: string, forwarded: string) => await signIn(await makePerson(web.site, name), forwarded)
  // What a client writes into the header itself stands further left than what the proxy adds.
  await assert.rejects(arrives('liar', `10.20.30.40, ${outside}`), Limited)
  await arrives('inside', '10.20.30.40')
  await arrives('neighbour', '203.0.113.8')
  web.clock.advance(full.retryAfter * 1000)
  await arrives('patient', outside)
})
