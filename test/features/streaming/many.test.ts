import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { createFilter } from '#features/filters/create-filter.ts'
import { putUnderFilter } from '#features/filters/put-under-filter.ts'
import { addToList } from '#features/lists/add-to-list.ts'
import { createList } from '#features/lists/create-list.ts'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { bookmark } from '#features/statuses/bookmark.ts'
import { boost } from '#features/statuses/boost.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { judge } from '#features/statuses/judge.ts'
import { judgeForMany } from '#features/statuses/judge-for-many.ts'
import { muteThread } from '#features/statuses/mute-thread.ts'
import { loadBareParts, partsForMany } from '#features/statuses/parts-for-many.ts'
import { pin } from '#features/statuses/pin.ts'
import { loadStatusParts } from '#features/statuses/statuses.json.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { followTag } from '#features/tags/follow-tag.ts'
import { standsInHome } from '#features/timelines/home-ids.ts'
import { keepOnList } from '#features/timelines/list-ids.ts'
import { standsInHomes, standsOnLists } from '#features/timelines/stands-for-many.ts'
import { vote } from '#features/voting/vote.ts'
import { type TestSite, testSite } from '../../site.ts'
import { followers, named, newGroup, newViewer, post } from '../statuses/world.ts'

type Somebody = Awaited<ReturnType<typeof newViewer>>

// What is said of many at once must be what is said of each: one rule, two ways to gather its facts.
suite('a post as many hear it', () => {
  let t: TestSite
  let people: Somebody[]
  let author: Somebody
  const posts: number[] = []
  const lists: { owner: Somebody; list: Awaited<ReturnType<typeof createList>> }[] = []
  before(async () => {
    t = await testSite()
    const { site } = t
    people = []
    for (let i = 0; i < 8; i++) people.push(await newViewer(site, `somebody${i}`))
    author = people[0]!
    const [, fan, keen, exclusive, muter, member, tagger, newcomer] = people
    const fillers: Somebody[] = []
    for (let i = 0; i < 5; i++) fillers.push(await newViewer(site, `filler${i}`))
    for (const one of people)
      if (one !== newcomer && one !== author) for (const filler of fillers) await follow(site, one, filler.accountId)
    for (const one of [fan, keen, exclusive, muter, member])
      await follow(site, one!, author.accountId, one === keen ? { reblogs: false, languages: ['de'] } : {})
    for (const [owner, isExclusive] of [
      [fan!, false],
      [exclusive!, true],
      [muter!, false],
    ] as const) {
      const list = await createList(site, owner, { title: 'List', repliesPolicy: owner === fan ? 'list' : 'none', exclusive: isExclusive })
      await addToList(site, owner, list.id, [author.accountId])
      lists.push({ owner, list })
    }
    const groupId = await newGroup(site, author, member!, fan!)
    const poll = { options: ['Yes', 'No'], lasts: 600, multiple: false, hideTotals: false }
    const other = await post(site, fillers[0]!, 'What they said')
    posts.push(
      await post(site, author, `Hello @${newcomer!.username} #tagged`),
      await post(site, author, 'For followers', { audience: followers }),
      await post(site, author, `@${fan!.username} for you`, { audience: named }),
      await post(site, author, 'For the group', { audience: { kind: 'group', groupId } }),
      await post(site, author, 'In English', { language: 'en' }),
      await post(site, author, 'An answer', { replyToId: other }),
      await post(site, author, 'A question', { poll }),
      await boost(site, author, other),
    )
    const [first] = posts
    await followTag(site, tagger!, 'tagged')
    await mute(site, muter!, author.accountId)
    await favourite(site, fan!, first!)
    await favourite(site, keen!, other)
    await bookmark(site, fan!, other)
    await boost(site, keen!, first!)
    await muteThread(site, tagger!, first!)
    await pin(site, author, first!)
    const { filter } = await createFilter(site, fan!, {
      title: 'Words',
      contexts: ['home'],
      action: 'warn',
      seconds: null,
      keywords: [{ keyword: 'they said', wholeWord: false }],
    })
    await putUnderFilter(site, fan!, filter.id, first!)
    const question = (await loadStatusParts(site, site.store.read, [posts[6]!], author))[0]!
    await vote(site, fan!, question.poll!.poll.id, [1])
    await drainJobs(site, jobs)
  })
  after(() => t.close())

  test('judges, renders and places it for each as it does alone', async () => {
    const { site } = t
    const db = site.store.read
    const accountIds = people.map(({ accountId }) => accountId)
    let compared = 0
    for (const id of posts) {
      const judged = await judgeForMany(site, db, accountIds, id)
      const bare = await loadBareParts(site, db, id)
      const visible = new Map([...judged].filter(([accountId, { status, facts }]) => canList({ accountId }, status, facts)))
      const many = await partsForMany(site, db, bare!, visible)
      const homes = await standsInHomes(db, judged)
      for (const viewer of people) {
        const [alone] = await judge(site, db, viewer, [id], { parents: true })
        assert.deepEqual(judged.get(viewer.accountId), alone)
        const [parts] = await loadStatusParts(site, db, [id], viewer, canList)
        assert.deepEqual(many.get(viewer.accountId), parts)
        assert.equal(homes.has(viewer.accountId), await standsInHome(site, viewer, id))
        if (parts) compared++
      }
      const on = await standsOnLists(
        db,
        judged,
        lists.map(({ list }) => list.id),
      )
      for (const { owner, list } of lists)
        assert.equal(on.has(list.id), (await keepOnList(site, db, owner, list, [id])).length === 1, `list of ${owner.username}`)
    }
    assert.ok(compared > 30, `only ${compared} were seen`)
  })
})
