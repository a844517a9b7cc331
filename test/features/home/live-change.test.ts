import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Viewer } from '#base/viewer.ts'
import { liveChange } from '#features/home/live-change.ts'
import { addToList } from '#features/lists/add-to-list.ts'
import { createList } from '#features/lists/create-list.ts'
import { foldHashtag } from '#base/text/fold-hashtag.ts'
import { type LiveFeed, liveFeedOf } from '#features/home/live-feeds.ts'
import { block } from '#features/relationships/block.ts'
import { follow } from '#features/relationships/follow.ts'
import { boost } from '#features/statuses/boost.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import { heardSince } from '../../heard-since.ts'
import { type TestSite, testSite } from '../../site.ts'
import { followers, named, newViewer, post } from '../statuses/world.ts'

type Named = Awaited<ReturnType<typeof newViewer>>

suite('what an open page is told', () => {
  let t: TestSite
  let alice: Named, bob: Named, carol: Named
  before(async () => {
    t = await testSite()
    alice = await newViewer(t.site, 'alice')
    bob = await newViewer(t.site, 'bob')
    carol = await newViewer(t.site, 'carol')
    await follow(t.site, alice, bob.accountId)
  })
  after(async () => await t.close())

  /** The last event that `work` leaves behind. */
  async function eventOf(work: () => Promise<unknown>): Promise<SiteEvent> {
    await t.site.events.catchUp()
    const before_ = t.site.events.position()
    await work()
    return (await heardSince(t.site, before_)).findLast((event) => event.name.startsWith('status.'))!
  }
  const told = async (who: Viewer, event: SiteEvent, o: { feed?: LiveFeed | null; shown?: number[] } = {}) =>
    await liveChange(t.site, who, event, { feed: o.feed === null ? undefined : (o.feed ?? { kind: 'home' }), shown: new Set(o.shown) })

  test('a new post of home arrives, at home only and once', async () => {
    let id = 0
    const event = await eventOf(async () => (id = await post(t.site, bob, 'hello')))
    const change = await told(alice, event)
    assert.equal(change?.kind === 'arrived' && change.post.id, String(id))
    assert.equal(await told(alice, event, { feed: null }), undefined)
    assert.equal(await told(alice, event, { shown: [id] }), undefined)
  })

  test('a new post reaches the open feeds in which it stands', async () => {
    const list = await createList(t.site, alice, { title: 'team', repliesPolicy: 'list', exclusive: false })
    await addToList(t.site, alice, list.id, [bob.accountId])
    const tagged = await eventOf(async () => await post(t.site, bob, 'about #Lunch'))
    const quiet = await eventOf(async () => await post(t.site, bob, 'not #lunch for all', { audience: followers }))
    const feeds: Record<string, LiveFeed> = {
      public: { kind: 'public' },
      tag: { kind: 'tag', name: 'lunch' },
      'another tag': { kind: 'tag', name: 'dinner' },
      list: { kind: 'list', id: list.id },
      'nobody’s list': { kind: 'list', id: 1 },
    }
    const reached = async (event: SiteEvent) => {
      const found: string[] = []
      for (const [name, feed] of Object.entries(feeds)) if (await told(alice, event, { feed })) found.push(name)
      return found
    }
    assert.deepEqual(await reached(tagged), ['public', 'tag', 'list'])
    assert.deepEqual(await reached(quiet), ['list'])
    // SEC:V6
    assert.equal(await told(carol, tagged, { feed: { kind: 'list', id: list.id } }), undefined)
  })

  test('a new post reaches the open profile of who wrote or passed it on, and nobody else’s', async () => {
    const [mine, his]: LiveFeed[] = (['with_replies', 'posts'] as const).map((page) => ({ kind: 'profile', handle: bob.username, page }))
    const other: LiveFeed = { kind: 'profile', handle: carol.username, page: 'with_replies' }
    const reached = async (event: SiteEvent, who = alice) => {
      const told_ = []
      for (const feed of [mine!, his!, other, { kind: 'profile', handle: 'nobody', page: 'posts' } as const])
        told_.push((await told(who, event, { feed }))?.kind === 'arrived')
      return told_
    }
    let first = 0
    assert.deepEqual(await reached(await eventOf(async () => (first = await post(t.site, carol, 'by carol')))), [false, false, true, false])
    const answer = await eventOf(async () => await post(t.site, bob, 'an answer', { replyToId: first }))
    assert.deepEqual(await reached(answer), [true, false, false, false])
    assert.deepEqual(await reached(await eventOf(async () => await boost(t.site, bob, first))), [true, true, false, false])
    // SEC:V3
    const quiet = await eventOf(async () => await post(t.site, bob, 'for followers', { audience: followers }))
    assert.deepEqual(await reached(quiet), [true, true, false, false])
    assert.deepEqual(await reached(quiet, carol), [false, false, false, false])
    const letter = await eventOf(async () => await post(t.site, bob, `@${carol.username} psst`, { audience: named }))
    assert.deepEqual(await reached(letter), [false, false, false, false])
  })

  test('a page names its feed; anything else is none', () => {
    assert.deepEqual(liveFeedOf('posts:ada'), { kind: 'profile', handle: 'ada', page: 'posts' })
    assert.deepEqual(liveFeedOf('with_replies:ada'), { kind: 'profile', handle: 'ada', page: 'with_replies' })
    assert.deepEqual(liveFeedOf('tag:Straße'), { kind: 'tag', name: foldHashtag('Straße') })
    assert.deepEqual(liveFeedOf('list:12'), { kind: 'list', id: 12 })
    for (const name of ['all', 'tag:', 'list:x', `tag:${'x'.repeat(501)}`, 'list:12345678901234567', 'homes'])
      assert.equal(liveFeedOf(name), undefined)
  })

  test('own posts do not ring', async () => {
    assert.equal(await told(bob, await eventOf(async () => await post(t.site, bob, 'mine'))), undefined)
  })

  // SEC:V3
  test('nobody is told of a post for others', async () => {
    const forFollowers = await eventOf(async () => await post(t.site, bob, 'for followers', { audience: followers }))
    assert.equal((await told(alice, forFollowers))?.kind, 'arrived')
    assert.equal(await told(carol, forFollowers), undefined)
    const forNobody = await eventOf(async () => await post(t.site, bob, 'for me alone', { audience: named }))
    assert.equal(await told(alice, forNobody), undefined)
  })

  test('of a post that the page does not show nothing is said, not even its end', async () => {
    const id = await post(t.site, bob, 'here')
    const edited = await eventOf(async () => await editStatus(t.site, bob, id, { text: 'here and there' }))
    assert.equal(await told(alice, edited), undefined)
    const change = await told(alice, edited, { shown: [id] })
    assert.match(change?.kind === 'changed' ? change.post.html : '', /here and there/)
    const retired = await eventOf(async () => await deleteStatus(t.site, bob, id))
    assert.equal(await told(alice, retired), undefined)
    assert.deepEqual(await told(alice, retired, { shown: [id] }), { kind: 'gone', id })
  })

  test('a shown post that the reader may no longer see goes away when it changes', async () => {
    const id = await post(t.site, bob, 'open')
    await block(t.site, bob, carol.accountId)
    const edited = await eventOf(async () => await editStatus(t.site, bob, id, { text: 'closed' }))
    assert.deepEqual(await told(carol, edited, { shown: [id] }), { kind: 'gone', id })
  })
})
