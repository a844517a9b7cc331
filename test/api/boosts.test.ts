import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { follow } from '#features/relationships/follow.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { boost } from '#features/statuses/boost.ts'
import { followers, named, newGroup, newViewer, post } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { idsOf } from './links.ts'
import { at, makeReaders, type Somebody } from './marks-scene.ts'

suite('what people do with a post', () => {
  let t: TestWeb
  let alice: Somebody, bob: Somebody
  let mine: Api, bobs: Api
  before(async () => {
    t = await startTestWeb()
    ;({ alice, bob, mine, bobs } = await makeReaders(t))
  })
  after(async () => await t.close())

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
      assert.deepEqual(idsOf((await mine.get(list)).json), [String(kept)])
    })
  })

  test('a post and a boost name the app that they came through, and those of the pages none', async () => {
    const { json } = await mine.post('/api/v1/statuses', { body: { status: 'from my phone' } })
    assert.deepEqual(json.application, { name: 'Test', website: null })
    assert.equal((await bobs.get(at(json.id))).json.application.name, 'Test')
    assert.equal((await bobs.post(at(json.id, 'reblog'))).json.application.name, 'Test')
    assert.equal((await bobs.get(at(await post(t.site, alice, 'from a page')))).json.application, null)
  })
})
