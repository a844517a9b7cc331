import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import { eq } from '#db/drizzle.ts'
import { follow } from '#features/relationships/follow.ts'
import { unfollow } from '#features/relationships/unfollow.ts'
import { showStatus } from '#features/statuses/show.ts'
import { statusJson } from '#features/statuses/statuses.json.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import { validate } from '../../contract/validate.ts'
import { type TestSite, testSite } from '../../site.ts'
import { followers, named, newViewer, post, unlisted } from './world.ts'
import { makeFour, mentionNames, refused, rowOf, sees, type Somebody } from './create-scene.ts'

suite('a new post', () => {
  let t: TestSite
  let alice: Somebody, bob: Somebody, carol: Somebody, dora: Somebody
  before(async () => {
    t = await testSite()
    ;[alice, bob, carol, dora] = await makeFour(t.site)
  })
  after(async () => await t.close())

  suite('that answers', () => {
    test('takes the audience of what it answers, whatever the app says', async () => {
      const private_ = await post(t.site, alice, 'for my followers', { audience: followers })
      const reply = await post(t.site, bob, 'heard', { replyToId: private_ })
      assert.deepEqual([(await rowOf(t.site, reply)).audience, (await rowOf(t.site, reply)).followersOfId], ['followers', alice.accountId])
      await follow(t.site, dora, bob.accountId)
      // Followers of bob are not who alice wrote for.
      assert.deepEqual(
        [await sees(t.site, carol, reply), await sees(t.site, alice, reply), await sees(t.site, dora, reply)],
        [true, true, false],
      )
      const quiet = await post(t.site, bob, 'quietly', { replyToId: await post(t.site, alice, 'loud'), audience: unlisted })
      assert.equal((await rowOf(t.site, quiet)).listed, false)
      const again = await post(t.site, carol, 'loudly', { replyToId: quiet })
      assert.equal((await rowOf(t.site, again)).listed, false)
    })

    test('can be narrower, down to the people it names', async () => {
      const open = await post(t.site, alice, 'what do you think?')
      const reply = await post(t.site, bob, `@${alice.username} between us`, { replyToId: open, audience: named })
      assert.deepEqual([await sees(t.site, alice, reply), await sees(t.site, carol, reply)], [true, false])
      const inner = await post(t.site, bob, 'for mine', { replyToId: open, audience: followers })
      assert.equal((await rowOf(t.site, inner)).followersOfId, bob.accountId)
    })

    test('among named people stays among all of them, named again or not', async () => {
      const start = await post(t.site, alice, `@${bob.username} @${carol.username} us three`, { audience: named })
      const reply = await post(t.site, bob, 'fine', { replyToId: start })
      assert.deepEqual(
        [await sees(t.site, alice, reply), await sees(t.site, carol, reply), await sees(t.site, dora, reply)],
        [true, true, false],
      )
      assert.deepEqual(await mentionNames(t.site, reply, false), [])
      assert.deepEqual(new Set(await mentionNames(t.site, reply, true)), new Set([alice.username, carol.username]))
      assert.deepEqual(statusJson(t.site, await showStatus(t.site, alice, reply)).mentions, [])
    })

    test('and names somebody outside the audience is refused before anything is written', async () => {
      const start = await post(t.site, alice, `@${bob.username} us two`, { audience: named })
      const wish = post(t.site, bob, `@${alice.username} shall we ask @${dora.username}?`, { replyToId: start })
      await assert.rejects(wish, (e: unknown) => {
        assert.ok(refused('unexpected_accounts', 422)(e))
        const shown = (e as Refusal).options.extra?.['unexpected_accounts']
        validate('Account[]', shown)
        assert.deepEqual(
          (shown as { acct: string }[]).map((a) => a.acct),
          [dora.username],
        )
        return true
      })
      assert.equal((await t.site.store.read.select().from(statuses).where(eq(statuses.replyToId, start))).length, 0)
      const private_ = await post(t.site, alice, 'followers only', { audience: followers })
      await assert.rejects(post(t.site, bob, `@${dora.username} look`, { replyToId: private_ }), refused('unexpected_accounts', 422))
      await post(t.site, bob, `@${carol.username} look`, { replyToId: private_ })
      await post(t.site, bob, `@${alice.username} look`, { replyToId: private_ })
    })

    // SEC:V6
    test('what one may not see gets the 404 of what is not there', async () => {
      const start = await post(t.site, alice, `@${bob.username} us two`, { audience: named })
      await assert.rejects(post(t.site, dora, 'me too', { replyToId: start }), refused('not_found', 404))
      await assert.rejects(post(t.site, dora, 'me too', { replyToId: 4711 }), refused('not_found', 404))
    })

    test('an ex-follower answers no more, and reads no further answers', async () => {
      const erin = await newViewer(t.site, 'erin')
      await follow(t.site, erin, alice.accountId)
      const start = await post(t.site, alice, 'for followers', { audience: followers })
      const own = await post(t.site, erin, 'I was here', { replyToId: start })
      await unfollow(t.site, erin, alice.accountId)
      assert.deepEqual([await sees(t.site, erin, start), await sees(t.site, erin, own)], [false, true])
      await assert.rejects(post(t.site, erin, 'and now?', { replyToId: start }), refused('not_found', 404))
      const json = statusJson(t.site, await showStatus(t.site, erin, own))
      // SEC:V6
      assert.equal(json.in_reply_to_id, null)
    })

    // SEC:V4
    test('is counted where everybody who reads the number may read the answer', async () => {
      const start = await post(t.site, alice, 'count me')
      await post(t.site, bob, 'one', { replyToId: start })
      await post(t.site, bob, 'two', { replyToId: start, audience: unlisted })
      await post(t.site, bob, `@${alice.username} hidden`, { replyToId: start, audience: named })
      await post(t.site, bob, 'hidden', { replyToId: start, audience: followers })
      assert.equal((await rowOf(t.site, start)).repliesCount, 2)
    })

    test('keeps local-only posts local', async () => {
      const start = await post(t.site, alice, 'stays here', { localOnly: true })
      assert.equal((await rowOf(t.site, await post(t.site, bob, 'so does this', { replyToId: start }))).localOnly, true)
    })
  })
})
