import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { idAt } from '#base/ids.ts'
import { block } from '#features/relationships/block.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { unfollow } from '#features/relationships/unfollow.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { boost } from '#features/statuses/boost.ts'
import { followers, named, newGroup, newViewer, post } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

const missing = idAt(testStart + 86_400_000)
type Somebody = Awaited<ReturnType<typeof newViewer>>
type Shown = { id: string }[]
const ids = (list: Shown) => list.map((one) => one.id)
const links = (headers: Headers) =>
  Object.fromEntries([...(headers.get('link') ?? '').matchAll(/<([^>]+)>; rel="(\w+)"/g)].map((found) => [found[2], new URL(found[1]!)]))

/** What can be done with a post: the path's end, its scope, and the flag that then stands or not. */
const deeds = [
  ['favourite', 'write:favourites', 'favourited', true],
  ['unfavourite', 'write:favourites', 'favourited', false],
  ['bookmark', 'write:bookmarks', 'bookmarked', true],
  ['unbookmark', 'write:bookmarks', 'bookmarked', false],
  ['mute', 'write:mutes', 'muted', true],
  ['unmute', 'write:mutes', 'muted', false],
  ['pin', 'write:accounts', 'pinned', true],
  ['unpin', 'write:accounts', 'pinned', false],
  ['unreblog', 'write:statuses', 'reblogged', false],
] as const

suite('what people do with a post', () => {
  let t: TestWeb
  let alice: Somebody, bob: Somebody, carol: Somebody
  let mine: Api, bobs: Api
  before(async () => {
    t = await startTestWeb()
    alice = await newViewer(t.site, 'alice')
    bob = await newViewer(t.site, 'bob')
    carol = await newViewer(t.site, 'carol')
    mine = t.api(await makeToken(t.site, alice))
    bobs = t.api(await makeToken(t.site, bob))
  })
  after(async () => await t.close())

  const at = (id: number | string, end = '') => `/api/v1/statuses/${id}${end && `/${end}`}`

  test('each deed and its undoing is idempotent and shows the post with its flag', async () => {
    const id = await post(t.site, alice, 'to be marked')
    for (const [end, , flag, value] of deeds)
      for (let i = 0; i < 2; i++) {
        const answer = await mine.post(at(id, end))
        assert.equal(answer.status, 200, `${end} ${answer.text}`)
        assert.deepEqual([answer.json.id, answer.json[flag]], [String(id), value], end)
      }
  })

  // SEC:A3 SEC:A13
  test('each row takes its scope and no other', async () => {
    const id = await post(t.site, alice, 'scopes')
    const wrong = t.api(await makeToken(t.site, alice, ['read', 'push', 'write:filters']))
    const written = [...deeds.map(([end, scope]) => [end, scope] as const), ['reblog', 'write:statuses'] as const]
    for (const [end, scope] of written) {
      assert.equal((await t.api(await makeToken(t.site, alice, [scope])).post(at(id, end))).status, 200, end)
      assert.equal((await wrong.post(at(id, end))).status, 403, end)
      assert.equal((await t.api().post(at(id, end))).status, 401, end)
      assert.equal((await t.api(await makeToken(t.site, null, ['read', 'write'])).post(at(id, end))).status, 422, end)
    }
    const unread = t.api(await makeToken(t.site, alice, ['write', 'read:lists']))
    for (const [path, scope] of [
      ['/api/v1/favourites', 'read:favourites'],
      ['/api/v1/bookmarks', 'read:bookmarks'],
      ['/api/v1/statuses?id[]=1', 'read:statuses'],
      [at(id, 'context'), 'read:statuses'],
      [at(id, 'favourited_by'), 'read:accounts'],
      [at(id, 'reblogged_by'), 'read:accounts'],
    ] as const) {
      assert.equal((await t.api(await makeToken(t.site, alice, [scope])).get(path)).status, 200, path)
      assert.equal((await unread.get(path)).status, 403, path)
      assert.equal((await t.api().get(path)).status, 401, path)
    }
  })

  // SEC:V6 SEC:V12 SEC:V21
  test('on a hidden post is the 404 of one that is not there, and nothing is told of it', async () => {
    const hidden = await post(t.site, alice, 'for nobody else', { audience: named })
    for (const end of [...deeds.map(([name]) => name), 'reblog']) {
      const [a, b] = [await bobs.post(at(hidden, end)), await bobs.post(at(missing, end))]
      assert.deepEqual([a.status, a.text], [404, b.text], end)
    }
    for (const end of ['context', 'favourited_by', 'reblogged_by'])
      assert.deepEqual(
        [(await bobs.get(at(hidden, end))).text, (await bobs.get(at(hidden, end))).status],
        [(await bobs.get(at(missing, end))).text, 404],
      )
    assert.deepEqual((await bobs.get(`/api/v1/statuses?id[]=${hidden}&id[]=${missing}`)).json, [])
  })

  // SEC:V12 SEC:V21
  test('what was marked and is hidden by now stands in no list, and is unmarked without being shown', async () => {
    await follow(t.site, carol, alice.accountId)
    const carols = t.api(await makeToken(t.site, carol))
    const id = await post(t.site, alice, 'for followers', { audience: followers })
    for (const end of ['favourite', 'bookmark']) assert.equal((await carols.post(at(id, end))).status, 200)
    assert.deepEqual(ids((await carols.get('/api/v1/bookmarks')).json), [String(id)])
    await unfollow(t.site, carol, alice.accountId)
    for (const list of ['favourites', 'bookmarks']) assert.deepEqual((await carols.get(`/api/v1/${list}`)).json, [])
    for (const end of ['unfavourite', 'unbookmark']) assert.equal((await carols.post(at(id, end))).status, 404)
    assert.equal((await mine.get(at(id))).json.favourites_count, 0)
  })

  suite('a favourite', () => {
    test('is counted once, however many ask at once', async () => {
      const id = await post(t.site, alice, 'liked')
      await Promise.all(Array.from({ length: 10 }, async () => await bobs.post(at(id, 'favourite'))))
      assert.equal((await mine.post(at(id, 'favourite'))).json.favourites_count, 2)
      await Promise.all(Array.from({ length: 10 }, async () => await bobs.post(at(id, 'unfavourite'))))
      assert.equal((await mine.get(at(id))).json.favourites_count, 1)
    })

    test('of a boost is one of what it boosts', async () => {
      const id = await post(t.site, alice, 'behind a boost')
      const through = await boost(t.site, carol, id)
      const { json } = await bobs.post(at(through, 'favourite'))
      assert.deepEqual([json.id, json.favourited, json.favourites_count], [String(id), true, 1])
      assert.equal((await bobs.post(at(through, 'unfavourite'))).json.favourites_count, 0)
    })

    test('is not given to somebody whom one has blocked', async () => {
      const dora = await newViewer(t.site, 'dora')
      const id = await post(t.site, alice, 'mine')
      await block(t.site, dora, alice.accountId)
      const doras = t.api(await makeToken(t.site, dora))
      for (const end of ['favourite', 'reblog']) assert.equal((await doras.post(at(id, end))).status, 403)
      assert.equal((await doras.post(at(id, 'bookmark'))).status, 200)
    })
  })

  suite('a boost', () => {
    test('answers the boost with what it boosts; asked again, the same one; undone, the post alone', async () => {
      const id = await post(t.site, alice, 'worth it')
      const first = await bobs.post(at(id, 'reblog'))
      assert.equal(first.status, 200, first.text)
      assert.notEqual(first.json.id, String(id))
      assert.deepEqual(
        [first.json.reblog.id, first.json.reblog.reblogged, first.json.reblog.reblogs_count, first.json.visibility],
        [String(id), true, 1, 'public'],
      )
      assert.match(first.json.uri, /\/activity$/)
      assert.equal(first.json.account.id, String(bob.accountId))
      const again = await bobs.post(at(id, 'reblog'), { body: { visibility: 'private' } })
      assert.equal(again.json.id, first.json.id)
      assert.equal((await bobs.post(at(first.json.id, 'reblog'))).json.id, first.json.id)
      const undone = await bobs.post(at(id, 'unreblog'))
      assert.deepEqual([undone.json.id, undone.json.reblogged, undone.json.reblogs_count], [String(id), false, 0])
      assert.equal((await bobs.get(at(first.json.id))).status, 404)
    })

    test('named by its own id is undone, and the post behind it shown', async () => {
      const id = await post(t.site, alice, 'by its own id')
      const own = await boost(t.site, bob, id)
      const { status, json } = await bobs.post(at(own, 'unreblog'))
      assert.deepEqual([status, json.id, json.reblogs_count], [200, String(id), 0])
    })

    test('takes the wished visibility, and no other word', async () => {
      for (const visibility of ['public', 'unlisted', 'private'] as const) {
        const id = await post(t.site, alice, visibility)
        assert.equal((await bobs.post(at(id, 'reblog'), { body: new URLSearchParams({ visibility }) })).json.visibility, visibility)
      }
      const id = await post(t.site, alice, 'none')
      for (const visibility of ['direct', 'friends']) {
        const answer = await bobs.post(at(id, 'reblog'), { body: { visibility } })
        assert.equal(answer.status, 422)
        assert.equal(typeof answer.json.error, 'string')
      }
    })

    test('of a post for fewer than everyone is its author’s alone, for the same audience, and none of one for named people', async () => {
      await follow(t.site, bob, alice.accountId)
      const group = await newGroup(t.site, alice, bob)
      for (const audience of [followers, { kind: 'group', groupId: group } as const]) {
        const id = await post(t.site, alice, 'for fewer', { audience })
        assert.equal((await bobs.post(at(id, 'reblog'))).status, 403)
        const own = await mine.post(at(id, 'reblog'), { body: { visibility: 'public' } })
        assert.deepEqual([own.json.visibility, own.json.atrium.audience], ['private', audience.kind])
      }
      const letter = await post(t.site, alice, `@${bob.username} between us`, { audience: named })
      for (const api of [mine, bobs]) assert.equal((await api.post(at(letter, 'reblog'))).status, 403)
    })

    test('counts among the booster’s posts and is gone with what it boosts', async () => {
      const booster = await newViewer(t.site, 'booster')
      const count = async () => (await mine.get(`/api/v1/accounts/${booster.accountId}`)).json.statuses_count
      const [a, b] = [await post(t.site, alice, 'a'), await post(t.site, alice, 'b')]
      const kept = await boost(t.site, booster, a)
      await boost(t.site, booster, b)
      assert.equal(await count(), 2)
      const list = `/api/v1/accounts/${booster.accountId}/statuses`
      assert.equal((await mine.get(list)).json.length, 2)
      assert.deepEqual((await mine.get(`${list}?exclude_reblogs=true`)).json, [])
      await deleteStatus(t.site, alice, b)
      assert.equal(await count(), 1)
      assert.deepEqual(ids((await mine.get(list)).json), [String(kept)])
    })
  })

  suite('a pin', () => {
    test('is for five own posts, neither boosts nor letters', async () => {
      const pinner = await newViewer(t.site, 'pinner')
      const api = t.api(await makeToken(t.site, pinner))
      const refused = async (id: number, words: RegExp) => {
        const answer = await api.post(at(id, 'pin'))
        assert.equal(answer.status, 422)
        assert.match(answer.json.error, words)
      }
      await refused(await post(t.site, alice, 'not mine'), /Someone else's post/)
      await refused(await post(t.site, pinner, 'to myself', { audience: named }), /mentioned users/)
      await refused(await boost(t.site, pinner, await post(t.site, alice, 'x')), /boost cannot be pinned/)
      const made: number[] = []
      for (let i = 0; i < 6; i++) made.push(await post(t.site, pinner, `${i}`))
      const [first, second, third, fourth, fifth, sixth] = made as [number, number, number, number, number, number]
      // The order of the pins counts, not that of the posts.
      for (const id of [second, first, third, fourth, fifth]) assert.equal((await api.post(at(id, 'pin'))).json.pinned, true)
      await refused(sixth, /maximum number/)
      assert.equal((await api.post(at(first, 'pin'))).status, 200)
      const pinned = async () => ids((await mine.get(`/api/v1/accounts/${pinner.accountId}/statuses?pinned=true`)).json)
      assert.deepEqual(await pinned(), [fifth, fourth, third, first, second].map(String))
      await api.post(at(third, 'unpin'))
      assert.equal((await api.post(at(sixth, 'pin'))).status, 200)
      assert.deepEqual(await pinned(), [sixth, fifth, fourth, first, second].map(String))
    })

    test('shows a post to those only whom it is for', async () => {
      const pinner = await newViewer(t.site, 'quiet_pinner')
      const id = await post(t.site, pinner, 'for followers', { audience: followers })
      await t.api(await makeToken(t.site, pinner)).post(at(id, 'pin'))
      assert.deepEqual((await mine.get(`/api/v1/accounts/${pinner.accountId}/statuses?pinned=true`)).json, [])
    })
  })

  suite('the lists', () => {
    test('of favourites and bookmarks are walked by the marks, newest first', async () => {
      const walker = await newViewer(t.site, 'walker')
      const api = t.api(await makeToken(t.site, walker))
      const made: number[] = []
      for (let i = 0; i < 9; i++) made.push(await post(t.site, alice, `listed ${i}`))
      // Marked in another order than posted.
      const order = [4, 0, 8, 2, 6, 1, 7, 3, 5].map((i) => made[i]!)
      for (const [end, list] of [
        ['favourite', 'favourites'],
        ['bookmark', 'bookmarks'],
      ]) {
        for (const id of order) await api.post(at(id, end))
        const newest = order.toReversed().map(String)
        const down: string[] = []
        let last: Record<string, URL> = {}
        for (let next: string | undefined = `/api/v1/${list}?limit=4`; next;) {
          const answer = await api.get(next)
          down.push(...ids(answer.json))
          const link = links(answer.headers)
          if (answer.json.length > 0) last = link
          next = link['next'] && link['next'].pathname + link['next'].search
        }
        assert.deepEqual(down, newest)
        assert.equal(last['next'], undefined)
        assert.ok(last['prev']?.searchParams.has('min_id'))
        assert.deepEqual(ids((await api.get(last['prev']!.pathname + last['prev']!.search)).json), newest.slice(4, 8))
        assert.equal((await api.get(`/api/v1/${list}`)).json.length, 9)
        assert.equal((await mine.get(`/api/v1/${list}?max_id=1`)).headers.get('link'), null)
      }
    })

    test('of who likes or boosts a post are walked by the joining row, and show nobody who is apart from the viewer', async () => {
      const id = await post(t.site, alice, 'popular')
      const fans: Somebody[] = []
      for (let i = 0; i < 6; i++) fans.push(await newViewer(t.site, `fan${i}`))
      for (const fan of fans) {
        await favourite(t.site, fan, id)
        await boost(t.site, fan, id)
      }
      const newest = fans.toReversed().map((fan) => String(fan.accountId))
      const [muted, blocker] = [fans[2]!, fans[4]!]
      const onlooker = await newViewer(t.site, 'onlooker')
      await mute(t.site, onlooker, muted.accountId)
      await block(t.site, blocker, onlooker.accountId)
      const apart = new Set([muted, blocker].map((one) => String(one.accountId)))
      for (const end of ['favourited_by', 'reblogged_by']) {
        const walked: string[] = []
        for (let next: string | undefined = `${at(id, end)}?limit=4`; next;) {
          const answer = await mine.get(next)
          walked.push(...ids(answer.json))
          const link = links(answer.headers)
          if (answer.json.length > 0) assert.ok(link['prev']?.searchParams.has('since_id'))
          next = link['next'] && link['next'].pathname + link['next'].search
        }
        assert.deepEqual(walked, newest, end)
        const others = await t.api(await makeToken(t.site, onlooker)).get(at(id, end))
        assert.deepEqual(
          ids(others.json),
          newest.filter((one) => !apart.has(one)),
        )
      }
    })

    test('of who boosts show nobody whose boost is not for the viewer', async () => {
      const id = await post(t.site, alice, 'quietly passed on')
      await boost(t.site, bob, id, { audience: { kind: 'followers' } })
      const stranger = t.api(await makeToken(t.site, await newViewer(t.site, 'stranger')))
      assert.deepEqual((await stranger.get(at(id, 'reblogged_by'))).json, [])
    })

    test('of asked ids leave out what may not be listed, and take 20 at most', async () => {
      const open = await post(t.site, alice, 'open')
      const answer = await bobs.get(`/api/v1/statuses?id[]=${open}&id[]=${missing}&id[]=abc`)
      assert.deepEqual(ids(answer.json), [String(open)])
      const many = (n: number) => Array.from({ length: n }, (_, i) => `id[]=${open + i}`).join('&')
      assert.equal((await bobs.get(`/api/v1/statuses?${many(20)}`)).status, 200)
      assert.equal((await bobs.get(`/api/v1/statuses?${many(21)}`)).status, 422)
      assert.deepEqual((await bobs.get('/api/v1/statuses')).json, [])
    })
  })

  test('the context holds the way up, and below each post all that answers it, its author’s own words first', async () => {
    const start = await post(t.site, alice, 'start')
    const first = await post(t.site, bob, 'first', { replyToId: start })
    const second = await post(t.site, alice, 'alice goes on', { replyToId: start })
    const deep = await post(t.site, carol, 'below the first', { replyToId: first })
    const { json } = await bobs.get(at(start, 'context'))
    assert.deepEqual([json.ancestors, ids(json.descendants)], [[], [second, first, deep].map(String)])
    assert.deepEqual(ids((await bobs.get(at(deep, 'context'))).json.ancestors), [start, first].map(String))
  })

  test('a post and a boost name the app that they came through, and those of the pages none', async () => {
    const { json } = await mine.post('/api/v1/statuses', { body: { status: 'from my phone' } })
    assert.deepEqual(json.application, { name: 'Test', website: null })
    assert.equal((await bobs.get(at(json.id))).json.application.name, 'Test')
    assert.equal((await bobs.post(at(json.id, 'reblog'))).json.application.name, 'Test')
    assert.equal((await bobs.get(at(await post(t.site, alice, 'from a page')))).json.application, null)
  })
})
