import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { boost } from '#features/statuses/boost.ts'
import { followers, named, newViewer, post } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { idsOf } from './links.ts'
import { at, makeReaders, type Somebody } from './marks-scene.ts'

suite('what people do with a post', () => {
  let t: TestWeb
  let alice: Somebody
  let mine: Api
  before(async () => {
    t = await startTestWeb()
    ;({ alice, mine } = await makeReaders(t))
  })
  after(async () => await t.close())

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
      const pinned = async () => idsOf((await mine.get(`/api/v1/accounts/${pinner.accountId}/statuses?pinned=true`)).json)
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
})
