import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import { block } from '#features/relationships/block.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { unfollow } from '#features/relationships/unfollow.ts'
import { unmute } from '#features/relationships/unmute.ts'
import { boost } from '#features/statuses/boost.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { homeIds, standsInHome } from '#features/timelines/home-ids.ts'
import { type TestSite, testSite } from '../../site.ts'
import { followers, named, newGroup, newViewer, post, unlisted } from '../statuses/world.ts'

suite('home', () => {
  let t: TestSite
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  /** Follows five people, so home is theirs alone. */
  let reader: Somebody
  let five: Somebody[]
  let stranger: Somebody
  before(async () => {
    t = await testSite()
    reader = await newViewer(t.site, 'reader')
    stranger = await newViewer(t.site, 'stranger')
    five = []
    for (let i = 0; i < 5; i++) five.push(await newViewer(t.site, `author${i}`))
    for (const author of five) await follow(t.site, reader, author.accountId)
  })
  after(async () => await t.close())

  const home = async (viewer: Somebody, limit = 40) => (await homeIds(t.site, viewer, { limit })).ids
  /** Whether a post stands in home, by the page and by the rule that the stream asks. */
  const has = async (id: number, viewer = reader) => {
    const inPage = (await home(viewer)).includes(id)
    assert.equal(await standsInHome(t.site, viewer, id), inPage)
    return inPage
  }

  test('is own posts and those of the followed, newest first, of every audience that the reader is in', async () => {
    const [a] = five as [Somebody]
    const group = await newGroup(t.site, a, reader)
    const ids = [
      await post(t.site, a, 'listed'),
      await post(t.site, a, 'quiet', { audience: unlisted }),
      await post(t.site, a, 'followers', { audience: followers }),
      await post(t.site, a, `@${reader.username} named`, { audience: named }),
      await post(t.site, a, 'group', { audience: { kind: 'group', groupId: group } }),
      await post(t.site, reader, 'own'),
    ]
    await post(t.site, stranger, 'of a stranger')
    await post(t.site, a, `@${stranger.username} not for the reader`, { audience: named })
    assert.deepEqual(await home(reader), ids.toReversed())
  })

  test('has an answer only where the answered is followed, too', async () => {
    const [a, b] = five as [Somebody, Somebody]
    const far = await post(t.site, stranger, 'far')
    const near = await post(t.site, b, 'near')
    assert.equal(await has(await post(t.site, a, 'to a stranger', { replyToId: far })), false)
    assert.equal(await has(await post(t.site, a, 'to a followed', { replyToId: near })), true)
    const own = await post(t.site, a, 'start')
    assert.equal(await has(await post(t.site, a, 'to themselves', { replyToId: own })), true)
    const mine = await post(t.site, reader, 'mine')
    assert.equal(await has(await post(t.site, a, 'to the reader', { replyToId: mine })), true)
    assert.equal(await has(await post(t.site, reader, 'by the reader', { replyToId: far })), true)
  })

  // SEC:V24
  test('has nothing by, to or about somebody muted or blocked', async () => {
    const [a, b, c] = five as [Somebody, Somebody, Somebody]
    const blocker = await newViewer(t.site, 'blocker')
    await mute(t.site, reader, b.accountId)
    await block(t.site, blocker, reader.accountId)
    assert.equal(await has(await post(t.site, b, 'muted')), false)
    assert.equal(await has(await post(t.site, a, `@${b.username} about the muted`)), false)
    assert.equal(await has(await post(t.site, c, 'to the muted', { replyToId: await post(t.site, b, 'x') })), false)
    assert.equal(await has(await post(t.site, a, `@${blocker.username} about who blocked`)), false)
    await mute(t.site, reader, b.accountId, { until: t.clock.now() + 1000 })
    t.clock.advance(1000)
    assert.equal(await has(await post(t.site, b, 'heard again')), true)
  })

  // SEC:V8 SEC:V24
  test('has the boosts of the followed, unless boosts are unwanted or a mute, a block or a suspension stands in between', async () => {
    const [a, b, c] = five as [Somebody, Somebody, Somebody]
    const far = await newViewer(t.site, 'far')
    const passOn = async (by: Somebody, id: number) => await boost(t.site, by, id)
    const first = await passOn(a, await post(t.site, far, 'far'))
    assert.equal(await has(first), true)
    await follow(t.site, reader, a.accountId, { reblogs: false })
    assert.equal(await has(first), false)
    await follow(t.site, reader, a.accountId, { reblogs: true })
    assert.equal(await has(first), true)

    const [muted, blocked, blocker, leaver] = [
      await newViewer(t.site, 'muted'),
      await newViewer(t.site, 'blocked'),
      await newViewer(t.site, 'blocker'),
      await newViewer(t.site, 'leaver'),
    ]
    const boosts = []
    for (const author of [muted, blocked, blocker, leaver]) boosts.push(await passOn(b, await post(t.site, author, 'passed on')))
    const about = await passOn(c, await post(t.site, far, `@${muted.username} about the muted`))
    for (const id of [...boosts, about]) assert.equal(await has(id), true)
    await mute(t.site, reader, muted.accountId)
    await block(t.site, reader, blocked.accountId)
    await block(t.site, blocker, reader.accountId)
    await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, leaver.accountId)))
    for (const id of [...boosts, about]) assert.equal(await has(id), false)
    const own = await passOn(c, await post(t.site, far, 'of somebody else'))
    await mute(t.site, reader, c.accountId)
    assert.equal(await has(own), false)
    await unmute(t.site, reader, c.accountId)
    assert.equal(await has(own), true)
  })

  test('respects the languages of a follow', async () => {
    const [a] = five as [Somebody]
    await follow(t.site, reader, a.accountId, { languages: ['de', 'fr'] })
    assert.equal(await has(await post(t.site, a, 'hello', { language: 'en' })), false)
    assert.equal(await has(await post(t.site, a, 'hallo', { language: 'de' })), true)
    await follow(t.site, reader, a.accountId, { languages: null })
    assert.equal(await has(await post(t.site, a, 'hello', { language: 'en' })), true)
  })

  test('loses at once what was unfollowed or deleted', async () => {
    const [, , , d] = five as [Somebody, Somebody, Somebody, Somebody]
    const id = await post(t.site, d, 'here')
    const other = await post(t.site, d, 'here too')
    assert.equal(await has(id), true)
    await deleteStatus(t.site, d, other)
    assert.equal(await has(other), false)
    const sixth = await newViewer(t.site, 'sixth')
    await follow(t.site, reader, sixth.accountId)
    await unfollow(t.site, reader, d.accountId)
    assert.equal(await has(id), false)
    await follow(t.site, reader, d.accountId)
  })

  test('is walked page by page in both directions without a gap', async () => {
    const walker = await newViewer(t.site, 'walker')
    const authors: Somebody[] = []
    for (let i = 0; i < 5; i++) authors.push(await newViewer(t.site, `w${i}`))
    for (const author of authors) await follow(t.site, walker, author.accountId)
    const ids: number[] = []
    for (let i = 0; i < 60; i++) {
      const author = authors[i % 5]!
      // Two of three are not for the walker, so that a page needs several batches.
      const hidden = i % 3 !== 0
      const id = await post(t.site, author, hidden ? `@${stranger.username} ${i}` : String(i), hidden ? { audience: named } : {})
      if (!hidden) ids.unshift(id)
    }
    const down: number[] = []
    for (let maxId = Number.MAX_SAFE_INTEGER; ;) {
      const page = await homeIds(t.site, walker, { limit: 7, maxId })
      if (page.ids.length === 0) break
      down.push(...page.ids)
      maxId = page.ids.at(-1)!
    }
    assert.deepEqual(down, ids)
    const up: number[] = []
    for (let minId = 1; ;) {
      const page = await homeIds(t.site, walker, { limit: 7, minId })
      if (page.ids.length === 0) break
      up.unshift(...page.ids)
      minId = page.ids[0]!
    }
    assert.deepEqual(up, ids)
    assert.deepEqual((await homeIds(t.site, walker, { limit: 3, sinceId: ids[10]! })).ids, ids.slice(0, 3))
  })

  suite('on day one', () => {
    test('has the listed posts for everyone here that start a thread, besides one’s own home', async () => {
      const fresh = await newViewer(t.site, 'fresh')
      const listed = await post(t.site, stranger, 'for everyone')
      assert.equal((await homeIds(t.site, fresh, { limit: 1 })).everyone, true)
      assert.equal(await has(listed, fresh), true)
      assert.equal(await has(await post(t.site, stranger, 'quiet', { audience: unlisted }), fresh), false)
      assert.equal(await has(await post(t.site, stranger, 'followers', { audience: followers }), fresh), false)
      assert.equal(await has(await post(t.site, stranger, 'answer', { replyToId: listed }), fresh), false)
      assert.equal(await has(await post(t.site, fresh, 'own, quiet', { audience: unlisted }), fresh), true)
      await mute(t.site, fresh, stranger.accountId)
      assert.equal(await has(listed, fresh), false)
    })

    test('ends with the fifth follow; the company account does not count', async () => {
      const fresh = await newViewer(t.site, 'fresher')
      const listed = await post(t.site, stranger, 'for everyone')
      await follow(t.site, fresh, companyAccountId)
      for (const [i, author] of five.entries()) {
        const page = await homeIds(t.site, fresh, { limit: 40 })
        assert.equal(page.everyone, true, `after ${i} follows`)
        assert.ok(page.ids.includes(listed))
        await follow(t.site, fresh, author.accountId)
      }
      const page = await homeIds(t.site, fresh, { limit: 40 })
      assert.equal(page.everyone, false)
      assert.equal(page.ids.includes(listed), false)
      assert.equal(await has(listed, fresh), false)
    })
  })
})
