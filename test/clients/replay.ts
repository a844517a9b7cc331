// The log-in and the day of an app, as its sources say that it goes.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, suite, test } from 'node:test'
import { answerIn } from '../api/oauth-browser.ts'
import { openSocket } from '../api/stream-client.ts'
import type { Needs } from '../contract/shape.ts'
import { type Company, openCompany } from './company.ts'
import { type Colleague, colleague, eventually, liveADay, type Manners } from './day.ts'
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
  /** Of an app in a browser. */
  origin?: string
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
  /** How it listens, if it does: what it opens and says on the socket, the token being the subprotocol, and the event that it waits for. */
  listen?: { query?: string; say?: readonly object[]; event: 'update' | 'notification' }
  needs: Needs
}

const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const challenge = createHash('sha256').update(verifier).digest('base64url')

/** Signs somebody in as the app does, byte for byte; what it then holds. */
export async function logIn(company: Company, client: Client, who: string) {
  const stranger = phoneAt(company, client)
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
  const phone = phoneAt(company, client, token.access_token)
  const leave = async () => {
    await stranger.ask('post', '/oauth/revoke', body({ ...secrets, token: token.access_token }))
    assert.equal((await phone.send('get', '/api/v1/accounts/verify_credentials')).status, 401)
  }
  return { phone, known, leave, token: token.access_token as string }
}

/** The app's own way of listening, and what a colleague does reaches it. */
async function hears(company: Company, { query, say = [], event }: NonNullable<Client['listen']>, token: string, bob: Colleague) {
  const socket = await openSocket(company.url, { protocol: token, ...(query === undefined ? {} : { query }) })
  assert.ok('frames' in socket, JSON.stringify(socket))
  assert.equal(socket.protocol, token, 'a browser drops a socket whose subprotocol is not echoed')
  for (const frame of say) socket.say(frame)
  // What was said is not acknowledged: a colleague goes on talking until it is heard.
  const heard = await eventually(async () => {
    await bob.api.post('/api/v1/statuses', { body: { status: '@dora hello?' } })
    return socket.frames.find((frame) => frame.event === event)
  }, event)
  assert.equal((JSON.parse(heard.payload!) as { account: { username: string } }).account.username, 'bob')
  await socket.close()
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
    if (client.listen) test('listens', () => hears(company, client.listen!, here.token, bob))
    test('signs out', () => here.leave())
  })
}
