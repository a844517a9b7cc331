import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { jobs } from '#processes/jobs.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { mutes } from '#features/relationships/relationships.schema.ts'
import { follow } from '#features/relationships/follow.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { hubOf } from '#features/streaming/hub.ts'
import { mostStreams } from '#features/streaming/stream.ts'
import { revokeTokens } from '#features/oauth/revoke-tokens.ts'
import { unfollow } from '#features/relationships/unfollow.ts'
import { validate } from '../../contract/validate.ts'
import { makePerson, makeToken } from '../../people.ts'
import { testSite, type TestSite } from '../../site.ts'
import { touchPeople } from '../oauth/people.queries.ts'
import { followers, named, newGroup, post } from '../statuses/world.ts'
import { listen, quiet } from './listener.ts'

suite('what a stream hears', () => {
  let own: TestSite
  let site: TestSite['site']
  let mara: Viewer
  let jonas: Viewer
  let dora: Viewer
  before(async () => {
    own = await testSite()
    site = own.site
    mara = await makePerson(site, 'mara')
    jonas = await makePerson(site, 'jonas')
    dora = await makePerson(site, 'dora')
    await follow(site, jonas, mara.accountId)
    // Five follows end the first day, on which home holds what is for everyone.
    for (const viewer of [jonas, dora])
      for (let i = 0; i < 5; i++) await follow(site, viewer, (await makePerson(site, `extra${viewer.accountId % 1000}_${i}`)).accountId)
  })
  after(() => own.close())

  test('a new post reaches its author and who follows, and nobody else', async () => {
    const [writer, reader, stranger] = [await listen(site, mara), await listen(site, jonas), await listen(site, dora)]
    const id = await post(site, mara, 'Good morning')
    for (const listener of [writer, reader]) {
      const [message] = await listener.until(1)
      assert.equal(message!.event, 'update')
      const json = JSON.parse(message!.payload)
      validate('Status', json)
      assert.equal(json.id, String(id))
    }
    await quiet()
    assert.deepEqual(stranger.heard, [])
  })

  test('the first day of somebody brings what is for everyone', async () => {
    const newcomer = await listen(site, await makePerson(site, 'newcomer'))
    await post(site, mara, 'Welcome')
    await post(site, mara, 'Only for some', { audience: followers })
    assert.equal((await newcomer.until(1))[0]!.event, 'update')
    await quiet()
    assert.equal(newcomer.heard.length, 1)
  })

  test('an edit is told, to its author too, and rendered for each receiver', async () => {
    const id = await post(site, mara, 'Befor')
    const [writer, reader] = [await listen(site, mara), await listen(site, jonas)]
    await editStatus(site, mara, id, { text: 'Before', warning: '', sensitive: false, language: null })
    for (const listener of [writer, reader]) {
      const [message] = await listener.until(1)
      assert.equal(message!.event, 'status.update')
      assert.match(JSON.parse(message!.payload).content, /Before/)
    }
    assert.ok('pinned' in JSON.parse(writer.heard[0]!.payload))
    assert.ok(!('pinned' in JSON.parse(reader.heard[0]!.payload)), 'not its author')
  })

  test('the end of a post is told to those for whom it was', async () => {
    const group = await newGroup(site, mara, dora)
    const posts = {
      everyone: await post(site, mara, 'For everyone'),
      followers: await post(site, mara, 'For followers', { audience: followers }),
      named: await post(site, mara, '@dora only you', { audience: named }),
      group: await post(site, mara, 'For the group', { audience: { kind: 'group', groupId: group } }),
    }
    await quiet()
    const [writer, reader, other] = [await listen(site, mara), await listen(site, jonas), await listen(site, dora)]
    for (const id of Object.values(posts)) await deleteStatus(site, mara, id)
    await writer.until(4)
    await quiet()
    const told = (listener: typeof reader) => listener.heard.map((message) => [message.event, Number(message.payload)])
    const gone = (...names: (keyof typeof posts)[]) => names.map((name) => ['delete', posts[name]])
    assert.deepEqual(told(writer), gone('everyone', 'followers', 'named', 'group'))
    assert.deepEqual(told(reader), gone('everyone', 'followers'))
    assert.deepEqual(told(other), gone('everyone', 'named', 'group'))
  })

  test('a private post, a muted author and one who is not followed any more are not heard', async () => {
    const hans = await makePerson(site, 'hans')
    await follow(site, hans, mara.accountId)
    const listener = await listen(site, hans)
    await post(site, mara, '@dora a secret', { audience: named })
    await unfollow(site, hans, mara.accountId)
    await post(site, mara, 'For followers', { audience: followers })
    await follow(site, hans, mara.accountId)
    await site.store.tx(async (db) => {
      const mute = { id: site.ids.next(), accountId: hans.accountId, targetId: mara.accountId, createdAt: site.clock.now() }
      await db.insert(mutes).values(mute)
    })
    await post(site, mara, 'Muted')
    await quiet()
    assert.deepEqual(listener.heard, [])
  })

  test('a mention is told once, on both channels, and only with the scope for notifications', async () => {
    // SEC:A1
    const both = await listen(site, jonas, { channels: ['user', 'user:notification'] })
    const noScope = await listen(site, jonas, { channels: ['user'], scopes: ['read:statuses'] })
    await post(site, mara, '@jonas hello')
    await drainJobs(site, jobs)
    const heard = (await both.until(3)).filter((message) => message.event === 'notification')
    assert.deepEqual(heard.map((message) => message.channel).sort(), ['user', 'user:notification'])
    const json = JSON.parse(heard[0]!.payload)
    validate('Notification', json)
    assert.equal(json.type, 'mention')
    await quiet()
    assert.deepEqual(
      noScope.heard.map((message) => message.event),
      ['update'],
    )
  })

  test('somebody with many connections is told on each, and in order', async () => {
    const listeners = [await listen(site, jonas), await listen(site, jonas), await listen(site, jonas)]
    const ids: number[] = []
    for (let i = 0; i < 20; i++) ids.push(await post(site, mara, `Number ${i}`))
    for (const listener of listeners)
      assert.deepEqual(
        (await listener.until(20)).map((message) => Number(JSON.parse(message.payload).id)),
        ids,
      )
  })

  test('a connection that comes back hears what it missed, once', async () => {
    const first = await listen(site, jonas)
    await post(site, mara, 'Heard')
    const [last] = await first.until(1)
    hubOf(site).remove(first.stream)
    const missed = [await post(site, mara, 'Missed'), await post(site, mara, 'Missed too')]
    const second = await listen(site, jonas, { after: last!.position })
    const next = await post(site, mara, 'Live')
    const ids = (await second.until(3)).map((message) => Number(JSON.parse(message.payload).id))
    await quiet()
    assert.deepEqual(ids, [...missed, next])
    assert.equal(second.heard.length, 3)
  })

  test('a position that is too old or not ours is no fault: the stream is simply live', async () => {
    for (const after of ['0-999999999', 'nonsense', '']) {
      const listener = await listen(site, jonas, { after })
      const id = await post(site, mara, 'Live')
      await listener.until(1)
      assert.equal(Number(JSON.parse(listener.heard.at(-1)!.payload).id), id)
    }
  })

  test('a stream closes within a second when its token, its person or its account may not be here any more', async () => {
    // SEC:A7 SEC:A8 SEC:V9
    const one = await listen(site, dora)
    const other = await listen(site, dora)
    await site.store.tx((db) => revokeTokens(site, db, { tokenId: one.stream.tokenId }))
    await one.untilClosed()
    assert.equal(other.closed, false)
    await touchPeople.suspend(site, dora, site.clock.now())
    await other.untilClosed()
    const late = await makeToken(site, dora)
    await assert.doesNotReject(listen(site, dora, { token: late }).then((listener) => listener.untilClosed()))
    await touchPeople.suspend(site, dora, null)
  })

  test('a token may have twenty connections and no more', async () => {
    // SEC:D16
    const token = await makeToken(site, mara)
    const listeners = []
    for (let i = 0; i < mostStreams; i++) listeners.push(await listen(site, mara, { token }))
    assert.equal(hubOf(site).hasRoom(listeners[0]!.stream.tokenId), false)
    hubOf(site).remove(listeners[0]!.stream)
    assert.equal(hubOf(site).hasRoom(listeners[0]!.stream.tokenId), true)
  })
})

test('what no event tells is noticed when everybody is looked at again, each minute', async (t) => {
  // SEC:V9
  const own = await testSite()
  const { site } = own
  t.after(() => own.close())
  t.mock.timers.enable({ apis: ['setInterval'] })
  const leaver = await makePerson(site, 'leaver')
  const listener = await listen(site, leaver)
  await quiet()
  await touchPeople.deactivate(site, leaver)
  await quiet()
  assert.equal(listener.closed, false)
  t.mock.timers.tick(60_000)
  // Before the site is closed: it stops timers that were made before the mock.
  t.mock.timers.reset()
  await listener.untilClosed()
})
