import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { block } from '#features/relationships/block.ts'
import { boost } from '#features/statuses/boost.ts'
import { named, newViewer, post } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { idsOf } from './links.ts'
import { at, makeReaders, missing, type Somebody } from './marks-scene.ts'

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
    ;({ alice, bob, carol, mine, bobs } = await makeReaders(t))
  })
  after(async () => await t.close())

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

  test('the context holds the way up, and below each post all that answers it, its author’s own words first', async () => {
    const start = await post(t.site, alice, 'start')
    const first = await post(t.site, bob, 'first', { replyToId: start })
    const second = await post(t.site, alice, 'alice goes on', { replyToId: start })
    const deep = await post(t.site, carol, 'below the first', { replyToId: first })
    const { json } = await bobs.get(at(start, 'context'))
    assert.deepEqual([json.ancestors, idsOf(json.descendants)], [[], [second, first, deep].map(String)])
    assert.deepEqual(idsOf((await bobs.get(at(deep, 'context'))).json.ancestors), [start, first].map(String))
  })
})
