import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { block } from '#features/relationships/block.ts'
import { maxCharacters } from '#features/settings/known-settings.ts'
import { changeSetting } from '#features/settings/change-setting.ts'
import { contentOf } from '#features/statuses/content.ts'
import { showStatus } from '#features/statuses/show.ts'
import { statusJson } from '#features/statuses/statuses.json.ts'
import { labels } from '#features/labels/labels.schema.ts'
import type { Viewer } from '#base/viewer.ts'
import { validate } from '../../contract/validate.ts'
import { type TestSite, testSite } from '../../site.ts'
import { followers, named, newGroup, newViewer, post } from './world.ts'
import { makeFour, mentionNames, refused, rowOf, sees, type Somebody } from './create-scene.ts'

suite('a new post', () => {
  let t: TestSite
  let alice: Somebody, bob: Somebody, carol: Somebody, dora: Somebody
  before(async () => {
    t = await testSite()
    ;[alice, bob, carol, dora] = await makeFour(t.site)
  })
  after(async () => await t.close())

  const count = async (who: Viewer) => (await loadAccounts(t.site.store.read, [who.accountId])).get(who.accountId)!.account.statusesCount

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
    assert.doesNotMatch(contentOf(t.site.config, await rowOf(t.site, id)), /<(?!\/?(?:p|br|a|span)\b)/)
  })

  test('without words is refused, and a warning alone becomes the words', async () => {
    await assert.rejects(post(t.site, alice, ' \n '), refused('invalid', 422))
    const status = await rowOf(t.site, await post(t.site, alice, '', { warning: 'only this' }))
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
    assert.deepEqual([await sees(t.site, dora, id), await sees(t.site, bob, id), await sees(t.site, alice, id)], [true, false, true])
    const private_ = await post(t.site, alice, `@${dora.username} and my followers`, { audience: followers })
    assert.deepEqual([await sees(t.site, dora, private_), await sees(t.site, bob, private_)], [true, true])
  })

  test('for a group needs a member, and names nobody outside it', async () => {
    const group = await newGroup(t.site, alice, bob)
    const audience = { kind: 'group', groupId: group } as const
    const id = await post(t.site, alice, `@${bob.username} in here`, { audience })
    assert.deepEqual([await sees(t.site, bob, id), await sees(t.site, carol, id)], [true, false])
    await assert.rejects(post(t.site, alice, `@${carol.username} psst`, { audience }), refused('unexpected_accounts', 422))
    await assert.rejects(post(t.site, carol, 'let me in', { audience }), refused('not_found', 404))
    const reply = await post(t.site, bob, 'an answer for everyone?', { replyToId: id })
    assert.deepEqual(
      [(await rowOf(t.site, reply)).audience, await sees(t.site, carol, reply), await sees(t.site, alice, reply)],
      ['group', false, true],
    )
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

  test('does not name whom the author has blocked, nor what is outside allowed_mentions', async () => {
    const frank = await newViewer(t.site, 'frank')
    await block(t.site, alice, frank.accountId)
    const id = await post(t.site, alice, `@${frank.username} @${bob.username} hm`)
    assert.deepEqual(await mentionNames(t.site, id, false), [bob.username])
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
})
