import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { block } from '#features/relationships/block.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { unfollow } from '#features/relationships/unfollow.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { boost } from '#features/statuses/boost.ts'
import { followers, newViewer, post } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { idsOf, linksOf } from './links.ts'
import { at, makeReaders, missing, type Somebody } from './marks-scene.ts'

suite('what people do with a post', () => {
  let t: TestWeb
  let alice: Somebody, bob: Somebody, carol: Somebody
  let mine: Api, bobs: Api
  before(async () => {
    t = await startTestWeb()
    ;({ alice, bob, carol, mine, bobs } = await makeReaders(t))
  })
  after(async () => await t.close())

  // SEC:V12 SEC:V21
  test('what was marked and is hidden by now stands in no list, and is unmarked without being shown', async () => {
    await follow(t.site, carol, alice.accountId)
    const carols = t.api(await makeToken(t.site, carol))
    const id = await post(t.site, alice, 'for followers', { audience: followers })
    for (const end of ['favourite', 'bookmark']) assert.equal((await carols.post(at(id, end))).status, 200)
    assert.deepEqual(idsOf((await carols.get('/api/v1/bookmarks')).json), [String(id)])
    await unfollow(t.site, carol, alice.accountId)
    for (const list of ['favourites', 'bookmarks']) assert.deepEqual((await carols.get(`/api/v1/${list}`)).json, [])
    for (const end of ['unfavourite', 'unbookmark']) assert.equal((await carols.post(at(id, end))).status, 404)
    assert.equal((await mine.get(at(id))).json.favourites_count, 0)
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
        let last: ReturnType<typeof linksOf> = {}
        for (let next: string | undefined = `/api/v1/${list}?limit=4`; next;) {
          const answer = await api.get(next)
          down.push(...idsOf(answer.json))
          const link = linksOf(answer.headers)
          if (answer.json.length > 0) last = link
          next = link['next'] && link['next'].pathname + link['next'].search
        }
        assert.deepEqual(down, newest)
        assert.equal(last['next'], undefined)
        assert.ok(last['prev']?.searchParams.has('min_id'))
        assert.deepEqual(idsOf((await api.get(last['prev']!.pathname + last['prev']!.search)).json), newest.slice(4, 8))
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
          walked.push(...idsOf(answer.json))
          const link = linksOf(answer.headers)
          if (answer.json.length > 0) assert.ok(link['prev']?.searchParams.has('since_id'))
          next = link['next'] && link['next'].pathname + link['next'].search
        }
        assert.deepEqual(walked, newest, end)
        const others = await t.api(await makeToken(t.site, onlooker)).get(at(id, end))
        assert.deepEqual(
          idsOf(others.json),
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
      assert.deepEqual(idsOf(answer.json), [String(open)])
      const many = (n: number) => Array.from({ length: n }, (_, i) => `id[]=${open + i}`).join('&')
      assert.equal((await bobs.get(`/api/v1/statuses?${many(20)}`)).status, 200)
      assert.equal((await bobs.get(`/api/v1/statuses?${many(21)}`)).status, 422)
      assert.deepEqual((await bobs.get('/api/v1/statuses')).json, [])
    })
  })
})
