import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import { changeDisplayName } from '#features/accounts/change-display-name.ts'
import { createFilter } from '#features/filters/create-filter.ts'
import { deleteFilter } from '#features/filters/delete-filter.ts'
import { addToList } from '#features/lists/add-to-list.ts'
import { createList } from '#features/lists/create-list.ts'
import { takeOffList } from '#features/lists/take-off-list.ts'
import { block } from '#features/relationships/block.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { unblock } from '#features/relationships/unblock.ts'
import { unfollow } from '#features/relationships/unfollow.ts'
import { unmute } from '#features/relationships/unmute.ts'
import { bookmark } from '#features/statuses/bookmark.ts'
import { boost } from '#features/statuses/boost.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { writePage } from '#features/statuses/kept-pages.ts'
import { muteThread } from '#features/statuses/mute-thread.ts'
import { pin } from '#features/statuses/pin.ts'
import { loadStatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { unbookmark } from '#features/statuses/unbookmark.ts'
import { unboost } from '#features/statuses/unboost.ts'
import { unfavourite } from '#features/statuses/unfavourite.ts'
import { unmuteThread } from '#features/statuses/unmute-thread.ts'
import { unpin } from '#features/statuses/unpin.ts'
import { followTag } from '#features/tags/follow-tag.ts'
import { unfollowTag } from '#features/tags/unfollow-tag.ts'
import { accountStatusIds } from '#features/timelines/account-status-ids.ts'
import { homeIds } from '#features/timelines/home-ids.ts'
import { listIds } from '#features/timelines/list-ids.ts'
import { publicIds } from '#features/timelines/public-ids.ts'
import { tagIds } from '#features/timelines/tag-ids.ts'
import { vote } from '#features/voting/vote.ts'
import { openSite } from '#processes/site.ts'
import type { Site } from '#platform/site.ts'
import { chance } from '../../policy/chance.ts'
import { type TestSite, testSite } from '../../site.ts'
import { followers, newViewer, post } from '../statuses/world.ts'

const steps = 300
const seed = Number(process.env['ATRIUM_TEST_SEED'] ?? Math.floor(Date.now() / 1000))
type Somebody = Awaited<ReturnType<typeof newViewer>>

suite('what is kept of pages and posts', () => {
  let t: TestSite
  /** Another process on the same database: what it does must be heard here. */
  let other: Site & { close(): Promise<void> }
  before(async () => {
    t = await testSite()
    other = await openSite(t.site.config, 'web', { clock: t.clock })
  })
  after(async () => {
    await other.close()
    await t.close()
  })

  test('says the same as the database after every deed in either process', async () => {
    const random = chance(seed)
    const people: Somebody[] = []
    for (const name of ['ada', 'ben', 'cleo', 'dora', 'emil']) people.push(await newViewer(t.site, name))
    for (const who of people) for (const whom of people) if (who !== whom && random.below(2)) await follow(t.site, who, whom.accountId)
    // Three of them are past day one, so that what they follow decides what stands in their homes.
    for (let i = 0; i < 5; i++) {
      const { accountId } = await newViewer(t.site, 'filler')
      for (const who of people.slice(0, 3)) await follow(t.site, who, accountId)
    }
    const lists = new Map<Somebody, number>()
    for (const who of people)
      lists.set(who, (await createList(t.site, who, { title: 'Some', repliesPolicy: 'followed', exclusive: false })).id)
    const posts: number[] = [await post(t.site, people[0]!, 'first #topic')]
    const polls: number[] = []
    const filters: { who: Somebody; id: number }[] = []

    const deeds: Record<string, (site: Site, who: Somebody, whom: Somebody, id: number) => Promise<unknown>> = {
      post: async (site, who) => posts.push(await post(site, who, `words ${random.below(9)} ${random.pick(['#topic', '', 'spoiler'])}`)),
      quiet: async (site, who, whom) => posts.push(await post(site, who, `@${whom.username} psst`, { audience: followers })),
      answer: async (site, who, _, id) => posts.push(await post(site, who, 'I say', { replyToId: id })),
      poll: async (site, who) => {
        const poll = { options: ['yes', 'no'], lasts: 600, multiple: false, hideTotals: false }
        const id = await post(site, who, 'what now?', { poll })
        posts.push(id)
        const [parts] = await loadStatusParts(site, site.store.read, [id], who)
        polls.push(parts!.poll!.poll.id)
      },
      vote: async (site, who) => polls.length && (await vote(site, who, random.pick(polls), [0])),
      boost: async (site, who, _, id) => await boost(site, who, id),
      unboost: async (site, who, _, id) => await unboost(site, who, id),
      favourite: async (site, who, _, id) => await favourite(site, who, id),
      unfavourite: async (site, who, _, id) => await unfavourite(site, who, id),
      bookmark: async (site, who, _, id) => await bookmark(site, who, id),
      unbookmark: async (site, who, _, id) => await unbookmark(site, who, id),
      muteThread: async (site, who, _, id) => await muteThread(site, who, id),
      unmuteThread: async (site, who, _, id) => await unmuteThread(site, who, id),
      pin: async (site, who, _, id) => await pin(site, who, id),
      unpin: async (site, who, _, id) => await unpin(site, who, id),
      edit: async (site, who, _, id) => await editStatus(site, who, id, { text: `changed ${random.below(99)} #topic` }),
      delete: async (site, who, _, id) => await deleteStatus(site, who, id),
      follow: async (site, who, whom) => await follow(site, who, whom.accountId),
      unfollow: async (site, who, whom) => await unfollow(site, who, whom.accountId),
      mute: async (site, who, whom) => await mute(site, who, whom.accountId),
      unmute: async (site, who, whom) => await unmute(site, who, whom.accountId),
      block: async (site, who, whom) => await block(site, who, whom.accountId),
      unblock: async (site, who, whom) => await unblock(site, who, whom.accountId),
      onList: async (site, who, whom) => await addToList(site, who, lists.get(who)!, [whom.accountId]),
      offList: async (site, who, whom) => await takeOffList(site, who, lists.get(who)!, [whom.accountId]),
      followTag: async (site, who) => await followTag(site, who, 'topic'),
      unfollowTag: async (site, who) => await unfollowTag(site, who, 'topic'),
      rename: async (site, who) =>
        await site.store.tx(async (db) => await changeDisplayName(site, db, who.accountId, `N${random.below(99)}`)),
      filter: async (site, who) => {
        const keywords = [{ keyword: 'spoiler', wholeWord: true }]
        const wish = { title: 'f', contexts: ['home' as const], action: 'warn' as const, seconds: null, keywords }
        filters.push({ who, id: (await createFilter(site, who, wish)).filter.id })
      },
      unfilter: async (site) => {
        const filter = filters.pop()
        if (filter) await deleteFilter(site, filter.who, filter.id)
      },
    }
    const looks = (who: Somebody, whom: Somebody): Record<string, () => Promise<readonly number[]>> => ({
      home: async () => (await homeIds(t.site, who, { limit: 20 })).ids,
      public: async () => await publicIds(t.site, who, { limit: 20 }),
      tag: async () => await tagIds(t.site, who, { limit: 20 }, { any: ['topic'], all: [], none: [] }),
      list: async () => await listIds(t.site, who, lists.get(who)!, { limit: 20 }),
      [`of ${whom.accountId}`]: async () => await accountStatusIds(t.site, who, whom.accountId, { limit: 20 }),
      [`pinned ${whom.accountId}`]: async () => await accountStatusIds(t.site, who, whom.accountId, { limit: 20 }, { pinned: true }),
    })

    let done = 0
    for (let step = 0; step < steps; step++) {
      t.clock.advance(1000)
      const [name, who, whom] = [random.pick(Object.keys(deeds)), random.pick(people), random.pick(people)]
      const site = random.below(2) ? t.site : other
      const work = async () => await deeds[name]!(site, who, whom, random.pick(posts))
      await work().then(
        () => done++,
        (e: unknown) => assert.ok(e instanceof Refusal, String(e)),
      )
      for (const reader of people)
        for (const [key, look] of Object.entries(looks(reader, whom))) {
          const { texts } = await writePage(t.site, reader, key, canList, async () => ({ ids: await look(), head: undefined }))
          const fresh = (await loadStatusParts(t.site, t.site.store.read, await look(), reader, canList)).map((one) =>
            statusJson(t.site, one),
          )
          assert.deepEqual(
            texts.map((text) => JSON.parse(text.join('')) as unknown),
            JSON.parse(JSON.stringify(fresh)),
            `${key} of ${reader.username} after ${name}, seed ${seed}, step ${step}`,
          )
        }
    }
    assert.ok(done > steps / 3, `only ${done} deeds were done`)
  })
})
