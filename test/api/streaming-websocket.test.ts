import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { identifyToken } from '#features/oauth/identify-token.ts'
import { revokeTokens } from '#features/oauth/revoke-tokens.ts'
import { validate } from '../contract/validate.ts'
import { touchPeople } from '../features/oauth/people.queries.ts'
import { makePerson, makeSession, makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { openSocket, type Refused, type Socket } from './stream-client.ts'
import { until } from '../until.ts'

suite('streaming over WebSocket', () => {
  let web: TestWeb
  let mara: Viewer
  let token: string
  const opened: Socket[] = []
  before(async () => {
    web = await startTestWeb()
    mara = await makePerson(web.site, 'mara')
    token = await makeToken(web.site, mara)
  })
  after(async () => {
    for (const socket of opened) await socket.close()
    await web.close()
  })

  const open = async (o: Parameters<typeof openSocket>[1] = {}) => {
    const socket = await openSocket(web.url, o)
    assert.ok('frames' in socket, JSON.stringify(socket))
    opened.push(socket)
    return socket
  }
  const refused = async (o: Parameters<typeof openSocket>[1] = {}): Promise<Refused> => {
    const socket = await openSocket(web.url, o)
    assert.ok(!('frames' in socket), 'it was let in')
    return socket
  }
  const write = async (text: string) => (await web.api(token).post('/api/v1/statuses', { body: { status: text } })).json.id as string
  /** The frame that brings this post. */
  const brings = (id: string) => (frame: { event?: string; payload?: string }) =>
    frame.event === 'update' && (JSON.parse(frame.payload!) as { id: string }).id === id

  test('an own post arrives at once, as the wire describes it', async () => {
    const socket = await open({ query: `stream=user`, header: token })
    const id = await write('Hello')
    const frame = await socket.frame(brings(id))
    validate('StreamingMessage', frame)
    validate('Status', JSON.parse(frame.payload!))
    assert.deepEqual(frame.stream, ['user'])
    await web.api(token).put(`/api/v1/statuses/${id}`, { body: { status: 'Hello again' } })
    assert.match(JSON.parse((await socket.frame((one) => one.event === 'status.update')).payload!).content, /again/)
    await web.api(token).delete(`/api/v1/statuses/${id}`)
    assert.equal((await socket.frame((one) => one.event === 'delete')).payload, id)
  })

  test('the token comes in the header, else in the query, else as subprotocol, which is echoed', async () => {
    for (const o of [
      { header: token },
      { query: `access_token=${token}` },
      { protocol: token },
      { header: token, query: 'access_token=x' },
      { path: '/api/v1/streaming/', header: token },
    ]) {
      const socket = await open(o)
      socket.say({ type: 'subscribe', stream: 'user' })
      await socket.frame(brings(await write('Hello')))
      assert.equal(socket.protocol, o.protocol ?? '')
    }
    assert.equal((await refused({ header: 'x', query: `access_token=${token}` })).message, 'Invalid access token', 'the header wins')
  })

  test('a handshake without a good token is refused before the upgrade, with an empty body', async () => {
    const none = await refused({ query: 'stream=user' })
    assert.deepEqual(none, { status: 401, message: 'Missing access token', body: '' })
    const bad = { status: 401, message: 'Invalid access token', body: '' }
    assert.deepEqual(await refused({ header: 'nonsense' }), bad)
    assert.deepEqual(await refused({ header: await makeToken(web.site, null) }), bad, 'an app is no person')
    const lena = await makePerson(web.site, 'lena')
    const disabled = await makeToken(web.site, lena)
    await touchPeople.suspend(web.site, lena, web.clock.now())
    assert.deepEqual(await refused({ header: disabled }), bad)
    assert.equal((await refused({ protocol: await makeSession(web.site, mara) })).status, 401, 'a session opens no app’s stream')
  })

  test('a channel needs its scope: an error, no data, and the socket stays', async () => {
    // SEC:A1
    const fault = { error: 'Access token does not have the required scopes', status: 401 }
    const profile = await open({ header: await makeToken(web.site, mara, ['profile']), query: 'stream=public' })
    assert.deepEqual(await profile.frame((frame) => 'error' in frame), fault)
    profile.say({ type: 'subscribe', stream: 'user' })
    await until(() => profile.frames.length === 2)
    await write('Not for profile')
    const reader = await open({ header: await makeToken(web.site, mara, ['read:statuses']), query: 'stream=user' })
    await reader.frame(brings(await write('For a reader')))
    assert.deepEqual(profile.frames, [fault, fault])
    assert.equal(profile.closed, undefined)
  })

  test('subscribing, unsubscribing, and what is ignored', async () => {
    const socket = await open({ header: token })
    const first = await write('Nobody asked')
    // Its event may still be on its way to this process.
    await web.site.events.catchUp()
    for (const frame of ['no json', '[]', '{"type":"dance"}', '{"stream":"user"}', 'null']) socket.sendRaw(frame)
    socket.say({ type: 'subscribe', stream: ['user', 'public'] })
    socket.say({ type: 'subscribe', stream: 'user' })
    socket.say({ type: 'subscribe', stream: 'hashtag' })
    await socket.frame((frame) => 'error' in frame)
    const second = await write('Once')
    await socket.frame(brings(second))
    socket.say({ type: 'unsubscribe', stream: 'user' })
    socket.say({ type: 'unsubscribe', stream: 'nonsense' })
    await socket.frame((frame) => frame.error === 'Error unsubscribing from channel')
    await write('Not any more')
    socket.say({ type: 'subscribe', stream: 'nonsense' })
    await socket.frame((frame) => frame.error === 'Unknown stream type' && frame.status === 400)
    const updates = socket.frames
      .filter((frame) => frame.event === 'update')
      .map((frame) => (JSON.parse(frame.payload!) as { id: string }).id)
    assert.deepEqual(updates, [second])
    assert.ok(!updates.includes(first))
    assert.ok(socket.frames.some((frame) => frame.error === 'Missing tag name parameter' && frame.status === 400))
  })

  test('a binary frame closes with 1003, a frame of more than 4 kB with 1009', async () => {
    // SEC:D16
    const binary = await open({ header: token })
    binary.sendRaw(Buffer.from('{}'))
    assert.equal(await until(() => binary.closed), 1003)
    const large = await open({ header: token })
    large.sendRaw('x'.repeat(4097))
    assert.equal(await until(() => large.closed), 1009)
  })

  test('a revoked token loses its socket within a second and gets no new one; others stay', async () => {
    // SEC:A7 SEC:A8
    const { json: app } = await web.api().post('/api/v1/apps', { body: { client_name: 'Gone', redirect_uris: 'gone://', scopes: 'read' } })
    const mine = await makeToken(web.site, mara)
    const [one, other] = [await open({ header: mine, query: 'stream=user' }), await open({ header: token, query: 'stream=user' })]
    const caller = await identifyToken(web.site, mine)
    assert.ok(caller?.kind === 'token' && app)
    await web.site.store.tx((db) => revokeTokens(web.site, db, { tokenId: caller.tokenId }))
    await until(() => one.closed)
    assert.equal((await refused({ header: mine })).status, 401)
    await other.frame(brings(await write('Still here')))
  })

  test('a disabled person loses the socket within a second and gets no new one', async () => {
    // SEC:V9
    const dora = await makePerson(web.site, 'dora')
    const hers = await makeToken(web.site, dora)
    const socket = await open({ header: hers, query: 'stream=user' })
    await touchPeople.suspend(web.site, dora, web.clock.now())
    await until(() => socket.closed)
    assert.equal((await refused({ header: hers })).status, 401)
  })

  test('the twenty-first socket of a token is refused', async () => {
    // SEC:D16
    const many = await makeToken(web.site, mara)
    for (let i = 0; i < 20; i++) await open({ header: many })
    assert.equal((await refused({ header: many })).status, 429)
    await opened.at(-1)!.close()
    await open({ header: many })
  })
})
