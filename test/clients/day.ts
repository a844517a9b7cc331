import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Api, type ApiRequest } from '../api.ts'
import { answerIn } from '../api/oauth-browser.ts'
import { photo } from '../pictures.ts'
import type { Company } from './company.ts'
import type { Phone } from './phone.ts'
import { type PushAddress, pushAddress } from './push-address.ts'
import type { Known } from './replay.ts'
import { allow } from './sign-in.ts'

/** A request, or the part of it that stands in the query. */
export type Said = ApiRequest & { query?: string }

/** How an app says what every app says. */
export interface Manners {
  /** What a deed that needs no words is sent with. */
  deed: ApiRequest
  follow: Said
  /** Where a picture goes, and with what; null: its description comes later only. */
  upload: { path: '/api/v1/media' | '/api/v2/media'; describe: boolean }
  describe(description: string): ApiRequest
  post(status: { status: string; in_reply_to_id?: string; media_ids?: string[] }, key: string): ApiRequest
  /** A vote for one choice of a poll. */
  vote(choice: number): Said
  /** How it asks for push, if it does. */
  push?(address: PushAddress): Said
  home: string
  notifications(known: Known): string
  /** Absent: it keeps its place for itself. */
  markers?: { get: string; post(id: string): ApiRequest }
}

export interface Colleague {
  id: string
  api: Api
}

/** Somebody else of the company with a plain app of the command line. */
export async function colleague(company: Company, who: string): Promise<Colleague> {
  const redirect = 'urn:ietf:wg:oauth:2.0:oob'
  const { json: app } = await company
    .api()
    .post('/api/v1/apps', { body: { client_name: 'Colleague', redirect_uris: redirect, scopes: 'read write follow push' } })
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: app.client_id,
    redirect_uri: redirect,
    scope: 'read write follow push',
  })
  const shown = await allow(company.url, `/oauth/authorize?${query.toString()}`, who)
  const { client_id, client_secret } = app as { client_id: string; client_secret: string }
  const grant = { grant_type: 'authorization_code', client_id, client_secret, redirect_uri: redirect, code: answerIn(shown).get('code')! }
  const { json: token } = await company.api().post('/oauth/token', { body: grant })
  const api = company.api(token.access_token)
  const { json: me } = await api.get('/api/v1/accounts/verify_credentials')
  return { id: me.id, api }
}

/** Asks again until there is something: what a worker does comes a moment later. */
export async function eventually<T>(look: () => Promise<T | undefined>, what: string, ms = 30_000): Promise<T> {
  for (let waited = 0; waited < ms; waited += 50) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(50)
  }
  throw new Error(`${what} did not come within ${ms} ms`)
}

interface Post {
  id: string
  content: string
}
const has = (posts: Post[], id: string) => posts.some((post) => post.id === id)

/** Follows a colleague, reads, answers, likes, posts a picture, and hears of what others do. */
export async function liveADay(phone: Phone, known: Known, bob: Colleague, manners: Manners): Promise<void> {
  const written = (await bob.api.post('/api/v1/statuses', { body: { status: 'Coffee is ready on the second floor' } })).json as Post
  assert.equal((await phone.ask('post', `/api/v1/accounts/${bob.id}/follow${manners.follow.query ?? ''}`, manners.follow)).following, true)
  const [standing] = await phone.ask('get', `/api/v1/accounts/relationships?id[]=${bob.id}`)
  assert.equal(standing.following, true)
  assert.ok(has(await phone.ask('get', manners.home), written.id), 'home shows whom one follows')

  for (const [deed, mark] of [
    ['favourite', 'favourited'],
    ['bookmark', 'bookmarked'],
  ])
    assert.equal((await phone.ask('post', `/api/v1/statuses/${written.id}/${deed}`, manners.deed))[mark!], true)
  const boost = await phone.ask('post', `/api/v1/statuses/${written.id}/reblog`, manners.deed)
  assert.equal(boost.reblog.id, written.id)
  const answer = await phone.ask(
    'post',
    '/api/v1/statuses',
    manners.post({ status: '@bob On my way', in_reply_to_id: written.id }, 'answer'),
  )
  assert.equal(answer.in_reply_to_id, written.id)
  assert.equal(answer.mentions[0].username, 'bob')
  assert.ok(has((await phone.ask('get', `/api/v1/statuses/${written.id}/context`)).descendants, answer.id))

  await search(phone, bob)
  await postPicture(phone, manners)
  await vote(phone, bob, manners)
  if (manners.push) await askForPush(phone, manners.push)

  const said = (await bob.api.post('/api/v1/statuses', { body: { status: '@dora Milk?', in_reply_to_id: answer.id } })).json as Post
  const told = await eventually(async () => {
    const json = await phone.ask('get', manners.notifications(known))
    const all = (json.notification_groups ?? json) as {
      type: string
      status_id?: string
      status?: Post
      most_recent_notification_id?: number
      id: string
    }[]
    return all.find((one) => one.type === 'mention' && (one.status_id ?? one.status?.id) === said.id)
  }, 'the notification of a mention')
  if (!manners.markers) return
  const last = String(told.most_recent_notification_id ?? told.id)
  assert.equal((await phone.ask('post', '/api/v1/markers', manners.markers.post(last))).notifications.last_read_id, last)
  assert.equal((await phone.ask('get', manners.markers.get)).notifications.last_read_id, last)
}

async function search(phone: Phone, bob: Colleague): Promise<void> {
  const found = await phone.ask('get', '/api/v2/search?q=bob&type=accounts&limit=20&resolve=true')
  assert.ok((found.accounts as Post[]).some(({ id }) => id === bob.id))
  await phone.ask('get', '/api/v2/search?q=coffee')
}

async function vote(phone: Phone, bob: Colleague, manners: Manners): Promise<void> {
  const asked = await bob.api.post('/api/v1/statuses', {
    body: { status: 'Lunch?', poll: { options: ['Soup', 'Rice'], expires_in: 3600 } },
  })
  const { id } = asked.json.poll as { id: string }
  const said = manners.vote(1)
  const poll = await phone.ask('post', `/api/v1/polls/${id}/votes${said.query ?? ''}`, said)
  assert.deepEqual([poll.voted, poll.own_votes], [true, [1]])
  assert.equal((await phone.ask('get', `/api/v1/polls/${id}`)).votes_count, 1)
}

/** Nothing can be sent there in a closed network, and the app must not be told so. */
async function askForPush(phone: Phone, push: NonNullable<Manners['push']>): Promise<void> {
  const address = pushAddress()
  const said = push(address)
  const made = await phone.ask('post', `/api/v1/push/subscription${said.query ?? ''}`, said)
  assert.deepEqual([made.endpoint, made.alerts.mention], [address.endpoint, true])
  assert.deepEqual(await phone.ask('get', '/api/v1/push/subscription'), made)
}

/** Takes a picture, says what is on it, and posts it: sent twice by a bad line, it stands once. */
async function postPicture(phone: Phone, manners: Manners): Promise<void> {
  const file = new FormData()
  file.set('file', new File([new Uint8Array(await photo())], 'IMG_0815.jpg', { type: 'image/jpeg' }))
  if (manners.upload.describe) file.set('description', 'A cup')
  const sent = await phone.send('post', manners.upload.path, { body: file })
  assert.ok(sent.status === 200 || sent.status === 202, sent.text)
  const { id } = sent.json as { id: string }
  const ready = await eventually(async () => {
    const asked = await phone.send('get', `/api/v1/media/${id}`)
    assert.ok(asked.status === 200 || asked.status === 206, asked.text)
    return asked.status === 200 && asked.json.url ? (asked.json as { url: string }) : undefined
  }, 'the picture')
  const description = 'A cup of coffee on a window sill'
  assert.equal((await phone.ask('put', `/api/v1/media/${id}`, manners.describe(description))).description, description)

  const wish = () => manners.post({ status: 'Morning #coffee', media_ids: [id] }, 'picture')
  const post = await phone.ask('post', '/api/v1/statuses', wish())
  assert.equal(post.media_attachments[0].description, description)
  assert.equal(post.tags[0].name, 'coffee')
  if (wish().headers?.['idempotency-key']) assert.equal((await phone.ask('post', '/api/v1/statuses', wish())).id, post.id)
  assert.ok(has(await phone.ask('get', manners.home), post.id), 'the own post is at home')
  const picture = await fetch(ready.url)
  assert.match(picture.headers.get('content-type')!, /^image\//)
  assert.equal(picture.headers.get('cross-origin-resource-policy'), 'cross-origin', 'web clients show pictures of another origin')
  await picture.arrayBuffer()
}
