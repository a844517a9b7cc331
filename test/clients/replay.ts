// The log-in and the day of an app, as its sources say that it goes.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, suite, test } from 'node:test'
import { answerIn } from '../api/oauth-browser.ts'
import type { Needs } from '../contract/shape.ts'
import { type Company, openCompany } from './company.ts'
import { type Colleague, colleague, liveADay, type Manners } from './day.ts'
import { form, type Phone, phoneAt } from './phone.ts'
import { allow } from './sign-in.ts'

export const scopes = 'read write follow push'

/** What an app knows of the server before anybody signs in. */
export interface Known {
  apiLevel: number
  /** RFC 8414 says S256. */
  offersPkce: boolean
}

export interface Client {
  name: string
  website?: string
  redirect: string
  body: 'json' | 'form'
  /** What it asks before it registers. */
  look(phone: Phone): Promise<Partial<Known>>
  pkce?(known: Known): boolean
  /** The query of its authorize address, as it writes it; PKCE's two fields come after it. */
  authorize(clientId: string): string
  /** What it sends to the token endpoint besides what every app sends. */
  token?: Record<string, string>
  /** What it asks as soon as somebody is signed in. */
  start(phone: Phone, known: Known): Promise<void>
  manners: Manners
  needs: Needs
}

const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const challenge = createHash('sha256').update(verifier).digest('base64url')

/** Signs somebody in as the app does, byte for byte; what it then holds. */
export async function logIn(company: Company, client: Client, who: string) {
  const stranger = phoneAt(company, client.needs)
  const known: Known = { apiLevel: 0, offersPkce: false, ...(await client.look(stranger)) }
  const body = (fields: Record<string, string>) => ({ body: client.body === 'json' ? fields : form(fields) })
  const website: Record<string, string> = client.website === undefined ? {} : { website: client.website }
  const registration = { client_name: client.name, redirect_uris: client.redirect, scopes, ...website }
  const app = await stranger.ask('post', '/api/v1/apps', body(registration))
  assert.equal(app.redirect_uri, client.redirect, 'byte for byte')

  const pkce = client.pkce?.(known) ?? false
  const proof = pkce ? `&code_challenge=${challenge}&code_challenge_method=S256` : ''
  const location = await allow(company.url, `/oauth/authorize?${client.authorize(app.client_id)}${proof}`, who)
  assert.ok(location.startsWith(`${client.redirect}?code=`), location)

  const secrets = { client_id: app.client_id as string, client_secret: app.client_secret as string }
  const grant = { grant_type: 'authorization_code', ...secrets, redirect_uri: client.redirect, code: answerIn(location).get('code')! }
  const token = await stranger.ask(
    'post',
    '/oauth/token',
    body({ ...grant, ...client.token, ...(pkce ? { code_verifier: verifier } : {}) }),
  )
  assert.deepEqual(Object.keys(token).sort(), ['access_token', 'created_at', 'scope', 'token_type'], 'a token that expires logs people out')
  const phone = phoneAt(company, client.needs, token.access_token)
  const leave = async () => {
    await stranger.ask('post', '/oauth/revoke', body({ ...secrets, token: token.access_token }))
    assert.equal((await phone.send('get', '/api/v1/accounts/verify_credentials')).status, 401)
  }
  return { phone, known, leave }
}

/** One test for the log-in of an app and one for each part of its day. */
export function replay(client: Client): void {
  suite(client.name, () => {
    let company: Company
    let bob: Colleague
    let here: Awaited<ReturnType<typeof logIn>>
    before(async () => {
      company = await openCompany()
      bob = await colleague(company, 'bob')
    })
    after(() => company.close())

    test('signs in through the company', async () => {
      here = await logIn(company, client, 'dora')
      const me = await here.phone.ask('get', '/api/v1/accounts/verify_credentials')
      assert.equal(me.username, 'dora')
    })
    test('starts', () => client.start(here.phone, here.known))
    test('lives a day', () => liveADay(here.phone, here.known, bob, client.manners))
    test('signs out', () => here.leave())
  })
}
