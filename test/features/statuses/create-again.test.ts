import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { createStatus } from '#features/statuses/create.ts'
import { type TestSite, testSite } from '../../site.ts'
import { newViewer } from './world.ts'
import { refused, rowOf, type Somebody } from './create-scene.ts'

suite('a new post', () => {
  let t: TestSite
  let alice: Somebody
  before(async () => {
    t = await testSite()
    alice = await newViewer(t.site, 'alice')
  })
  after(async () => await t.close())

  suite('sent again', () => {
    const again = async (key: string, text: string, holder = 'token:1') =>
      await createStatus(
        t.site,
        alice,
        {
          text,
          warning: '',
          sensitive: false,
          language: null,
          audience: { kind: 'everyone', listed: true },
          replyToId: null,
          localOnly: false,
          labelId: null,
        },
        { repeat: { holder, key } },
      )

    test('under one key within the hour is one post, whatever the new words are', async () => {
      const first = await again('k1', 'first')
      assert.equal(await again('k1', 'second'), first)
      assert.equal(await again('k1', ''), first)
      assert.notEqual(await again('k1', 'of another app', 'token:2'), first)
      t.clock.advance(3_599_999)
      assert.equal(await again('k1', 'late'), first)
      t.clock.advance(1)
      assert.notEqual(await again('k1', 'later'), first)
    })

    test('twenty times at once is one post', async () => {
      const ids = await Promise.all(Array.from({ length: 20 }, async () => await again('k2', 'parallel')))
      assert.equal(new Set(ids).size, 1)
    })

    test('after a failure is a new attempt', async () => {
      await assert.rejects(again('k3', ''), refused('invalid', 422))
      const id = await again('k3', 'now with words')
      assert.equal((await rowOf(t.site, id)).text, 'now with words')
    })
  })
})
