import assert from 'node:assert/strict'
import { after, afterEach, before, suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createFilter } from '#features/filters/create-filter.ts'
import { deleteList } from '#features/lists/delete-list.ts'
import { post } from '../features/statuses/world.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { settle } from './notifications.ts'
import { type Events, type Frame, openEvents, openSocket, type Socket } from './stream-client.ts'
import { until } from '../until.ts'
import { gatherListeners, postWithAll } from './streaming-scene.ts'

const everywhere = ['public', 'public:media', 'hashtag']
const here = ['public:local', 'public:local:media', 'hashtag:local']
const followed = ['user', 'list']

suite('the channels of streaming', () => {
  let web: TestWeb
  let cast: Awaited<ReturnType<typeof gatherListeners>>
  const opened: (Socket | Events)[] = []
  before(async () => {
    web = await startTestWeb({ config: { limits: { enabled: false } } })
    cast = await gatherListeners(web)
  })
  afterEach(async () => {
    for (const one of opened.splice(0)) await ('leave' in one ? one.leave() : one.close())
  })
  after(async () => await web.close())

  const socket = async (token: string) => {
    const one = await openSocket(web.url, { header: token })
    assert.ok('frames' in one)
    opened.push(one)
    return one
  }
  /** Resolves when everything that was said has been done: there is no other answer to a subscription. */
  const done = async (one: Socket) => {
    one.say({ type: 'unsubscribe', stream: 'nonsense' })
    await one.frame(({ error }) => error === 'Error unsubscribing from channel')
    return one
  }
  /** One socket that hears everything that a token for posts may hear. */
  const all = async () => {
    const one = await socket(cast.token)
    const names = ['user', 'public', 'public:media', 'public:local', 'public:local:media', 'public:remote', 'public:remote:media', 'direct']
    for (const stream of names) one.say({ type: 'subscribe', stream })
    for (const stream of ['hashtag', 'hashtag:local']) one.say({ type: 'subscribe', stream, tag: 'CAFE' })
    one.say({ type: 'subscribe', stream: 'list', list: cast.list })
    return await done(one)
  }
  const idOf = ({ payload = '' }: Frame) => (payload.startsWith('{') ? (JSON.parse(payload) as { id: string }).id : payload)
  /** The names of the channels that have told this of a post, once as many as expected have. */
  const told = async (one: Socket, event: string, id: string, expected: string[]) => {
    const found = () => one.frames.filter((frame) => frame.event === event && idOf(frame) === id)
    await until(() => found().length >= expected.length)
    await sleep(50)
    const names = found().map(({ stream }) => stream![0]!)
    assert.deepEqual(names.sort(), [...expected].sort(), event)
    return found()
  }

  test('a post, its change and its end come on every channel on which it stands, each named as it was asked for', async () => {
    const one = await all()
    const id = await postWithAll(web, cast.author, 'Good morning')
    const places = [...followed, ...everywhere, ...here]
    const frames = await told(one, 'update', id, places)
    const echo = (name: string) => frames.find(({ stream }) => stream![0] === name)!.stream
    assert.deepEqual(['user', 'hashtag', 'list'].map(echo), [['user'], ['hashtag', 'CAFE'], ['list', cast.list]])
    await web.api(cast.authorToken).put(`/api/v1/statuses/${id}`, { body: { status: 'Good day #Café', media_ids: idsOf(frames[0]!) } })
    await told(one, 'status.update', id, places)
    await web.api(cast.authorToken).delete(`/api/v1/statuses/${id}`)
    await told(one, 'delete', id, places)
  })
  const idsOf = ({ payload }: Frame) =>
    (JSON.parse(payload!) as { media_attachments: { id: string }[] }).media_attachments.map(({ id }) => id)

  test('a partner’s post comes on the channels for all and for partners', async () => {
    const one = await all()
    const id = await postWithAll(web, cast.erin, 'From elsewhere')
    await told(one, 'update', id, [...everywhere, 'public:remote', 'public:remote:media'])
  })

  test('boosts and answers to others stand in no public channel, answers under their tag', async () => {
    const one = await all()
    const first = await postWithAll(web, cast.erin, 'A question')
    const answer = String(await post(web.site, cast.author, 'An answer #cafe', { replyToId: Number(first) }))
    await told(one, 'update', answer, ['hashtag', 'hashtag:local'])
    const boost = (await web.api(cast.authorToken).post(`/api/v1/statuses/${first}/reblog`)).json.id as string
    await told(one, 'update', boost, followed)
  })

  test('public channels say nothing of the reader’s deeds, but what is filtered', async () => {
    const keywords = [{ keyword: 'coffee', wholeWord: true }]
    await createFilter(web.site, cast.reader, { title: 'Coffee', contexts: ['public'], action: 'warn', seconds: null, keywords })
    const one = await all()
    const id = await postWithAll(web, cast.author, 'More coffee')
    const frames = await told(one, 'update', id, [...followed, ...everywhere, ...here])
    for (const { stream, payload } of frames) {
      const json = JSON.parse(payload!) as Record<string, unknown>
      assert.equal((json['filtered'] as unknown[]).length, 1)
      const own = ['favourited', 'reblogged', 'muted', 'bookmarked'].filter((key) => key in json)
      assert.equal(own.length, followed.includes(stream![0]!) ? 4 : 0, stream![0])
    }
  })

  test('letters come on `direct`, notifications where they may, changed filters without a payload', async () => {
    const [one, both] = [await all(), await socket(cast.bothToken)]
    for (const stream of ['user', 'user:notification']) both.say({ type: 'subscribe', stream })
    await done(both)
    const id = await post(web.site, cast.author, `@${cast.reader.username} a secret`, { audience: { kind: 'named' } })
    await settle(web.site)
    const letter = await one.frame(({ event }) => event === 'conversation')
    assert.deepEqual([letter.stream, JSON.parse(letter.payload!).last_status.id], [['direct'], String(id)])
    await until(() => both.frames.filter(({ event }) => event === 'notification').length === 2)
    assert.deepEqual(
      both.frames
        .filter(({ event }) => event === 'notification')
        .map(({ stream }) => stream![0]!)
        .sort(),
      ['user', 'user:notification'],
    )
    const keywords = [{ keyword: 'tea', wholeWord: true }]
    await createFilter(web.site, cast.reader, { title: 'Tea', contexts: ['home'], action: 'warn', seconds: null, keywords })
    assert.deepEqual(await one.frame(({ event }) => event === 'filters_changed'), { stream: ['user'], event: 'filters_changed' })
    // SEC:A1
    assert.ok(!one.frames.some(({ event }) => event === 'notification'))
  })

  test('a list is its owner’s, and its stream ends with it', async () => {
    const stranger = await socket(cast.authorToken)
    for (const list of [cast.list, '1', 'x']) stranger.say({ type: 'subscribe', stream: 'list', list })
    await until(() => stranger.frames.length === 3)
    assert.deepEqual(stranger.frames, Array(3).fill({ error: 'Not authorized to stream this list', status: 401 }))
    const one = await all()
    const sent = await openEvents(web.url, `/api/v1/streaming/list?list=${cast.list}`, { authorization: `Bearer ${cast.token}` })
    opened.push(sent)
    await told(one, 'update', await postWithAll(web, cast.author, 'Listed'), [...followed, ...everywhere, ...here])
    await deleteList(web.site, cast.reader, Number(cast.list))
    await until(() => sent.ended)
    await told(one, 'update', await postWithAll(web, cast.author, 'Not any more'), ['user', ...everywhere, ...here])
  })

  test('a connection carries a hundred channels', async () => {
    // SEC:D16
    const one = await socket(await makeToken(web.site, cast.reader, ['read']))
    for (let i = 0; i <= 100; i++) one.say({ type: 'subscribe', stream: 'hashtag', tag: `tag${i}` })
    const fault = await one.frame(({ error }) => error !== undefined)
    assert.deepEqual([fault.status, one.frames.length], [400, 1])
    one.say({ type: 'unsubscribe', stream: 'hashtag', tag: 'TAG7' })
    one.say({ type: 'subscribe', stream: 'hashtag', tag: 'tag100' })
    await done(one)
    const id = await post(web.site, cast.author, '#tag7 #tag100')
    assert.deepEqual((await told(one, 'update', String(id), ['hashtag']))[0]!.stream, ['hashtag', 'tag100'])
  })
})
