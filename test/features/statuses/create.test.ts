import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import { eq } from '#db/drizzle.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { block } from '#features/relationships/block.ts'
import { follow } from '#features/relationships/follow.ts'
import { unfollow } from '#features/relationships/unfollow.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { changeSetting } from '#features/settings/change-setting.ts'
import { contentOf } from '#features/statuses/content.ts'
import { createStatus } from '#features/statuses/create.ts'
import { mentionsOf } from '#features/statuses/mentions.queries.ts'
import { showStatus } from '#features/statuses/show.ts'
import { statusJson } from '#features/statuses/statuses.json.ts'
import { statusesByIds } from '#features/statuses/statuses.queries.ts'
import { labels } from '#features/labels/labels.schema.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import type { Viewer } from '#base/viewer.ts'
import { validate } from '../../contract/validate.ts'
import { type TestSite, testSite } from '../../site.ts'
import { followers, named, newGroup, newViewer, post, unlisted } from './world.ts'

suite('a new post', () => {
  let t: TestSite
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let alice: Somebody, bob: Somebody, carol: Somebody, dora: Somebody
  before(async () => {
    t = await testSite()
    for (const name of ['alice', 'bob', 'carol', 'dora']) people.push(await newViewer(t.site, name))
    ;[alice, bob, carol, dora] = people as [Somebody, Somebody, Somebody, Somebody]
    await follow(t.site, bob, alice.accountId)
    await follow(t.site, carol, alice.accountId)
  })
  after(async () => await t.close())
  const people: Somebody[] = []

  const row = async (id: number) => (await statusesByIds(t.site.store.read, [id]))[0]!
  const refused = (code: string, status: number) => (e: unknown) => e instanceof Refusal && e.code === code && e.status === status
  const sees = async (viewer: Viewer, id: number) =>
    await showStatus(t.site, viewer, id).then(
      () => true,
      (e: unknown) => {
        assert.ok(e instanceof Refusal && e.status === 404)
        return false
      },
    )
  const count = async (who: Viewer) => (await loadAccounts(t.site.store.read, [who.accountId])).get(who.accountId)!.account.statusesCount
  const mentionNames = async (id: number, silent: boolean) =>
    (await mentionsOf(t.site.store.read, [id]))
      .filter((m) => m.silent === silent)
      .map((m) => people.find((p) => p.accountId === m.accountId)?.username)

  test('carries every key that clients decode as required, links, names and hashtags', async () => {
    const id = await post(t.site, alice, `Hello @${bob.username}, see http://wiki/Page and #Café`, {
      warning: 'long',
      language: 'de',
      localOnly: true,
    })
    const json = statusJson(t.site, await showStatus(t.site, bob, id))
    validate('Status', json)
    assert.deepEqual(
      [json.visibility, json.spoiler_text, json.sensitive, json.language, json.local_only, json.atrium.audience],
      ['public', 'long', true, 'de', true, 'everyone'],
    )
    assert.equal(json.url, `http://localhost:3000/@${alice.username}/${id}`)
    assert.equal(json.uri, `http://localhost:3000/ap/users/${alice.accountId}/statuses/${id}`)
    assert.deepEqual(
      json.mentions.map((m) => m.acct),
      [bob.username],
    )
    assert.deepEqual(json.tags, [{ name: 'cafe', url: 'http://localhost:3000/tags/cafe' }])
    assert.match(json.content, /class="u-url mention"/)
    assert.match(json.content, /href="http:\/\/wiki\/Page"/)
  })

  // SEC:H2
  test('never carries markup that was typed', async () => {
    const id = await post(t.site, alice, '<img src=x onerror=alert(1)> <script>1</script> http://a.example/"><b>')
    assert.doesNotMatch(contentOf(t.site.config, await row(id)), /<(?!\/?(?:p|br|a|span)\b)/)
  })

  test('without words is refused, and a warning alone becomes the words', async () => {
    await assert.rejects(post(t.site, alice, ' \n '), refused('invalid', 422))
    const status = await row(await post(t.site, alice, '', { warning: 'only this' }))
    assert.deepEqual([status.text, status.warning, status.sensitive], ['only this', '', false])
  })

  test('has as many characters as the setting says, addresses counted as 23 and the warning with it', async () => {
    await t.site.store.tx(async (db) => await changeSetting(t.site, db, maxCharacters, 100))
    try {
      const link = `http://wiki/${'x'.repeat(200)}`
      await post(t.site, alice, `${'y'.repeat(66)} ${link}`, { warning: '0123456789' })
      await assert.rejects(post(t.site, alice, `${'y'.repeat(67)} ${link}`, { warning: '0123456789' }), refused('invalid', 422))
      await assert.rejects(post(t.site, alice, 'z'.repeat(101)), refused('invalid', 422))
    } finally {
      await t.site.store.tx(async (db) => await changeSetting(t.site, db, maxCharacters, maxCharacters.fallback))
    }
  })

  // SEC:D1
  test('names at most 100 people and carries at most 100 hashtags', async () => {
    const many = (sign: string) => Array.from({ length: 101 }, (_, i) => `${sign}a${i}`).join(' ')
    await assert.rejects(post(t.site, alice, many('@')), refused('too_many_names', 422))
    await assert.rejects(post(t.site, alice, many('#')), refused('too_many_hashtags', 422))
  })

  test('that starts a thread adds whom it names to its audience', async () => {
    const id = await post(t.site, alice, `@${dora.username} only you`, { audience: named })
    assert.deepEqual([await sees(dora, id), await sees(bob, id), await sees(alice, id)], [true, false, true])
    const private_ = await post(t.site, alice, `@${dora.username} and my followers`, { audience: followers })
    assert.deepEqual([await sees(dora, private_), await sees(bob, private_)], [true, true])
  })

  test('for a group needs a member, and names nobody outside it', async () => {
    const group = await newGroup(t.site, alice, bob)
    const audience = { kind: 'group', groupId: group } as const
    const id = await post(t.site, alice, `@${bob.username} in here`, { audience })
    assert.deepEqual([await sees(bob, id), await sees(carol, id)], [true, false])
    await assert.rejects(post(t.site, alice, `@${carol.username} psst`, { audience }), refused('unexpected_accounts', 422))
    await assert.rejects(post(t.site, carol, 'let me in', { audience }), refused('not_found', 404))
    const reply = await post(t.site, bob, 'an answer for everyone?', { replyToId: id })
    assert.deepEqual([(await row(reply)).audience, await sees(carol, reply), await sees(alice, reply)], ['group', false, true])
  })

  test('carries its label, and an answer carries it on', async () => {
    const label = await t.site.store.tx(async (db) => {
      const id = t.site.ids.next()
      await db.insert(labels).values({ id, name: 'Confidential', rank: 7 })
      return id
    })
    const id = await post(t.site, alice, 'secret numbers', { labelId: label })
    const reply = await post(t.site, bob, 'what numbers', { replyToId: id })
    const json = statusJson(t.site, await showStatus(t.site, alice, reply))
    validate('Status', json)
    assert.deepEqual(json.atrium.label, { id: String(label), name: 'Confidential' })
    await assert.rejects(post(t.site, alice, 'no such label', { labelId: 12 }), refused('invalid', 422))
  })

  suite('that answers', () => {
    test('takes the audience of what it answers, whatever the app says', async () => {
      const private_ = await post(t.site, alice, 'for my followers', { audience: followers })
      const reply = await post(t.site, bob, 'heard', { replyToId: private_ })
      assert.deepEqual([(await row(reply)).audience, (await row(reply)).followersOfId], ['followers', alice.accountId])
      await follow(t.site, dora, bob.accountId)
      // Followers of bob are not who alice wrote for.
      assert.deepEqual([await sees(carol, reply), await sees(alice, reply), await sees(dora, reply)], [true, true, false])
      const quiet = await post(t.site, bob, 'quietly', { replyToId: await post(t.site, alice, 'loud'), audience: unlisted })
      assert.equal((await row(quiet)).listed, false)
      const again = await post(t.site, carol, 'loudly', { replyToId: quiet })
      assert.equal((await row(again)).listed, false)
    })

    test('can be narrower, down to the people it names', async () => {
      const open = await post(t.site, alice, 'what do you think?')
      const reply = await post(t.site, bob, `@${alice.username} between us`, { replyToId: open, audience: named })
      assert.deepEqual([await sees(alice, reply), await sees(carol, reply)], [true, false])
      const inner = await post(t.site, bob, 'for mine', { replyToId: open, audience: followers })
      assert.equal((await row(inner)).followersOfId, bob.accountId)
    })

    test('among named people stays among all of them, named again or not', async () => {
      const start = await post(t.site, alice, `@${bob.username} @${carol.username} us three`, { audience: named })
      const reply = await post(t.site, bob, 'fine', { replyToId: start })
      assert.deepEqual([await sees(alice, reply), await sees(carol, reply), await sees(dora, reply)], [true, true, false])
      assert.deepEqual(await mentionNames(reply, false), [])
      assert.deepEqual(new Set(await mentionNames(reply, true)), new Set([alice.username, carol.username]))
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
      assert.deepEqual([await sees(erin, start), await sees(erin, own)], [false, true])
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
      assert.equal((await row(start)).repliesCount, 2)
    })

    test('keeps local-only posts local', async () => {
      const start = await post(t.site, alice, 'stays here', { localOnly: true })
      assert.equal((await row(await post(t.site, bob, 'so does this', { replyToId: start }))).localOnly, true)
    })
  })

  test('does not name whom the author has blocked, nor what is outside allowed_mentions', async () => {
    const frank = await newViewer(t.site, 'frank')
    people.push(frank)
    await block(t.site, alice, frank.accountId)
    const id = await post(t.site, alice, `@${frank.username} @${bob.username} hm`)
    assert.deepEqual(await mentionNames(id, false), [bob.username])
    const wish = { audience: named, allowed: [bob.accountId] }
    await post(t.site, alice, `@${bob.username} fine`, wish)
    await assert.rejects(post(t.site, alice, `@${bob.username} and @${carol.username}`, wish), refused('unexpected_accounts', 422))
  })

  test('counts for its author, but not when it is for named people only', async () => {
    const gina = await newViewer(t.site, 'gina')
    await post(t.site, gina, 'one')
    await post(t.site, gina, 'two', { audience: followers })
    await post(t.site, gina, `@${alice.username} three`, { audience: named })
    assert.equal(await count(gina), 2)
  })

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
      assert.equal((await row(id)).text, 'now with words')
    })
  })
})
