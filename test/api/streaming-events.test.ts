import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { after, afterEach, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { identifyToken } from '#features/oauth/identify-token.ts'
import { changeSetting } from '#features/settings/change-setting.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { revokeTokens } from '#features/oauth/revoke-tokens.ts'
import { touchPeople } from '../features/oauth/people.queries.ts'
import { post } from '../features/statuses/world.ts'
import { recordPass } from '../contract/record.ts'
import { makePerson, makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { type Events, openEvents } from './stream-client.ts'
import { until } from '../until.ts'

suite('streaming by server-sent events', () => {
  let web: TestWeb
  let mara: Viewer
  let token: string
  const opened: Events[] = []
  before(async () => {
    web = await startTestWeb()
    mara = await makePerson(web.site, 'mara')
    token = await makeToken(web.site, mara)
  })
  afterEach(() => {
    for (const events of opened.splice(0)) events.leave()
  })
  after(() => web.close())

  const bearer = (text: string) => ({ authorization: `Bearer ${text}` })
  const open = async (path: string, headers: Record<string, string> = bearer(token)) => {
    const events = await openEvents(web.url, path, headers)
    opened.push(events)
    return events
  }
  const write = async (text: string) => (await web.api(token).post('/api/v1/statuses', { body: { status: text } })).json.id as string
  const ids = (events: Events) =>
    [...events.text.matchAll(/^event: update\ndata: (.*)$/gm)].map((found) => (JSON.parse(found[1]!) as { id: string }).id)

  test('events come with their position, name and payload', async () => {
    const events = await open('/api/v1/streaming/user')
    assert.equal(events.status, 200)
    assert.match(events.headers.get('content-type') ?? '', /^text\/event-stream/)
    assert.equal(events.headers.get('cache-control'), 'private, no-store')
    assert.equal(events.headers.get('access-control-allow-origin'), '*')
    await until(() => events.text.startsWith(':)\n'))
    const id = await write('Hello')
    await until(() => ids(events).includes(id))
    await web.api(token).delete(`/api/v1/statuses/${id}`)
    await until(() => events.text.endsWith(`event: delete\ndata: ${id}\n\n`))
    assert.match(events.text, /^:\)\nid: \d+-\d+\nevent: update\ndata: \{.*\}\n\nid: \d+-\d+\nevent: delete\n/)
  })

  test('Last-Event-ID brings what was missed, once, and nothing that was heard', async () => {
    const first = await open('/api/v1/streaming/user')
    const heard = await write('Heard')
    await until(() => ids(first).includes(heard))
    const position = /^id: (\S+)$/m.exec(first.text)![1]!
    first.leave()
    const missed = [await write('Missed'), await write('Missed too')]
    const second = await open('/api/v1/streaming/user', { ...bearer(token), 'last-event-id': position })
    await until(() => ids(second).length === 2)
    const live = await write('Live')
    await until(() => ids(second).length === 3)
    assert.deepEqual(ids(second), [...missed, live])
  })

  test('the token may stand in the query, here only', async () => {
    const events = await open(`/api/v1/streaming/user?access_token=${token}`, {})
    assert.equal(events.status, 200)
  })

  test('refusals are 401 with the words of the documents', async () => {
    // SEC:A1
    const refusal = async (path: string, text?: string) => {
      const answer = await web.api(text).get(path)
      return [answer.status, answer.json.error]
    }
    const lena = await makePerson(web.site, 'lena')
    const disabled = await makeToken(web.site, lena)
    await touchPeople.suspend(web.site, lena, web.clock.now())
    const user = '/api/v1/streaming/user'
    assert.deepEqual(await refusal(user), [401, 'Missing access token'])
    for (const text of ['nonsense', await makeToken(web.site, null), disabled])
      assert.deepEqual(await refusal(user, text), [401, 'Invalid access token'])
    const noScope = [401, 'Access token does not have the required scopes']
    assert.deepEqual(await refusal(user, await makeToken(web.site, mara, ['profile', 'write'])), noScope)
    assert.deepEqual(await refusal(`${user}/notification`, await makeToken(web.site, mara, ['read:statuses'])), noScope)
    for (const path of ['nonsense', 'user/nonsense', 'public/media', 'hashtag/remote'])
      assert.deepEqual(await refusal(`/api/v1/streaming/${path}`, token), [400, 'Unknown channel requested'])
    for (const path of ['hashtag', 'hashtag/local', 'hashtag?tag='])
      assert.deepEqual(await refusal(`/api/v1/streaming/${path}`, token), [400, 'Missing tag name parameter'])
    assert.deepEqual(await refusal('/api/v1/streaming/list', token), [400, 'Missing list name parameter'])
    for (const list of ['1', 'x'])
      assert.deepEqual(await refusal(`/api/v1/streaming/list?list=${list}`, token), [401, 'Not authorized to stream this list'])
    assert.deepEqual(await refusal('/api/v1/streaming/public'), [401, 'Missing access token'])
  })

  test('health is there for everybody', async () => {
    const answer = await web.api().get('/api/v1/streaming/health')
    assert.deepEqual([answer.status, answer.text, answer.headers.get('cache-control')], [200, 'OK', 'private, no-store'])
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/)
    recordPass('GET /api/v1/streaming/health')
    assert.equal((await web.api(token).get('/api/v1/streaming')).status, 404)
  })

  test('a revoked token loses its stream within a second', async () => {
    // SEC:A7 SEC:A8
    const mine = await makeToken(web.site, mara)
    const events = await open('/api/v1/streaming/user', bearer(mine))
    const caller = await identifyToken(web.site, mine)
    assert.ok(caller?.kind === 'token')
    await web.site.store.tx((db) => revokeTokens(web.site, db, { tokenId: caller.tokenId }))
    await until(() => events.ended)
    assert.equal((await web.api(mine).get('/api/v1/streaming/user')).status, 401)
  })

  test('the twenty-first stream of a token is refused', async () => {
    // SEC:D16
    const many = await makeToken(web.site, mara)
    for (let i = 0; i < 20; i++) assert.equal((await open('/api/v1/streaming/user', bearer(many))).status, 200)
    assert.equal((await open('/api/v1/streaming/user', bearer(many))).status, 429)
  })

  test('a reader that never reads is cut off', async () => {
    // SEC:D16
    await web.site.store.tx((db) => changeSetting(web.site, db, maxCharacters, 100_000))
    const lazy = await makeToken(web.site, mara)
    const sse = await connectRaw(`GET /api/v1/streaming/user HTTP/1.1\r\nAuthorization: Bearer ${lazy}`)
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=='
    const ws = await connectRaw(`GET /api/v1/streaming?stream=user HTTP/1.1\r\n${upgrade}\r\nAuthorization: Bearer ${lazy}`)
    const awake = await open('/api/v1/streaming/user')
    // More than the kernel takes for both ends of a connection.
    const text = 'x'.repeat(99_000)
    let last = 0
    for (let i = 0; i < 130; i++) {
      last = await post(web.site, mara, text)
      await setImmediate()
    }
    await until(() => awake.text.slice(-300_000).includes(`"id":"${last}"`))
    for (const socket of [sse, ws]) {
      socket.resume()
      await until(() => socket.destroyed)
    }
    assert.equal(awake.ended, false)
  })

  /** A connection that has got the beginning of its answer and then stops reading. */
  async function connectRaw(request: string) {
    const { port } = new URL(web.url)
    const socket = connect(Number(port), 'localhost').on('error', () => socket.destroy())
    socket.write(`${request}\r\nHost: localhost:${port}\r\n\r\n`)
    await once(socket, 'data')
    return socket.pause()
  }
})
