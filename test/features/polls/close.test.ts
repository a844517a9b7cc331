import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { and, eq } from '#db/drizzle.ts'
import { notifications } from '#features/notifications/notifications.schema.ts'
import { notifyPollEnd } from '#features/notifications/notify-poll-end.ts'
import type { PollWish } from '#features/polls/check-poll.ts'
import { pollClosed, pollVoted } from '#features/polls/polls.events.ts'
import { pollsOf } from '#features/polls/polls.queries.ts'
import { block } from '#features/relationships/block.ts'
import { mute } from '#features/relationships/mute.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { muteThread } from '#features/statuses/mute-thread.ts'
import { closeJob } from '#features/voting/voting.jobs.ts'
import { statusTouched } from '#features/statuses/statuses.events.ts'
import { vote } from '#features/voting/vote.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import { heardSince } from '../../heard-since.ts'
import { type TestSite, testSite } from '../../site.ts'
import { newViewer, post } from '../statuses/world.ts'

suite('the end of a poll', () => {
  let t: TestSite
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let author: Somebody
  before(async () => {
    t = await testSite()
    author = await newViewer(t.site, 'author')
  })
  after(async () => await t.close())

  const hour = 3_600_000
  const tea: PollWish = { options: ['Tea', 'Coffee'], lasts: hour / 1000, multiple: false, hideTotals: false }
  const ask = async () => {
    const statusId = await post(t.site, author, 'What?', { poll: tea })
    return { statusId, pollId: (await pollsOf(t.site.store.read, [statusId]))[0]!.id }
  }
  const voted = async (pollId: number, name: string) => {
    const voter = await newViewer(t.site, name)
    await vote(t.site, voter, pollId, [0])
    return voter
  }
  const settle = async () => await drainJobs(t.site, jobs)
  const count = async (who: Somebody, statusId: number) =>
    (
      await t.site.store.read
        .select()
        .from(notifications)
        .where(and(eq(notifications.accountId, who.accountId), eq(notifications.statusId, statusId), eq(notifications.type, 'poll')))
    ).length
  const closedAt = async (statusId: number) => (await pollsOf(t.site.store.read, [statusId]))[0]?.closedAt
  const events = async (name: string, since: string) => (await heardSince(t.site, since)).filter((event) => event.name === name)

  test('comes at its millisecond, not before, and is told once however often the jobs run', async () => {
    const { statusId, pollId } = await ask()
    const voter = await voted(pollId, 'early')
    const stranger = await newViewer(t.site, 'stranger')
    t.clock.advance(hour - 1)
    await settle()
    // As a run of the job does that was in hand when an edit moved the end.
    await closeJob.run(t.site, { pollId }, { id: 1, attempt: 1 })
    assert.deepEqual([await closedAt(statusId), await count(author, statusId)], [null, 0])
    await t.site.events.catchUp()
    const since = t.site.events.position()
    t.clock.advance(1)
    await settle()
    assert.equal(await closedAt(statusId), t.clock.now())
    await closeJob.run(t.site, { pollId }, { id: 1, attempt: 2 })
    await Promise.all([1, 2, 3].map(async () => await notifyPollEnd(t.site, pollId)))
    await settle()
    assert.deepEqual([await count(author, statusId), await count(voter, statusId), await count(stranger, statusId)], [1, 1, 0])
    assert.deepEqual(
      (await events(pollClosed.name, since)).map((event) => event.data),
      [{ pollId, statusId }],
    )
  })

  test('is told to the author of a poll in which nobody voted', async () => {
    const { statusId } = await ask()
    t.clock.advance(hour)
    await settle()
    assert.equal(await count(author, statusId), 1)
  })

  test('moves with an edit, to later and to earlier', async () => {
    const [later, earlier] = [await ask(), await ask()]
    await editStatus(t.site, author, later.statusId, { poll: { ...tea, lasts: (2 * hour) / 1000 } })
    await editStatus(t.site, author, earlier.statusId, { poll: { ...tea, lasts: hour / 2000 } })
    t.clock.advance(hour / 2)
    await settle()
    assert.deepEqual([await closedAt(later.statusId), await closedAt(earlier.statusId)], [null, t.clock.now()])
    t.clock.advance(hour / 2)
    await settle()
    assert.equal(await closedAt(later.statusId), null)
    t.clock.advance(hour)
    await settle()
    assert.equal(await closedAt(later.statusId), t.clock.now())
    assert.deepEqual([await count(author, later.statusId), await count(author, earlier.statusId)], [1, 1])
  })

  test('comes again for a poll that an edit opens again, and tells only who was not told', async () => {
    const { statusId, pollId } = await ask()
    const first = await voted(pollId, 'first')
    t.clock.advance(hour)
    await settle()
    await editStatus(t.site, author, statusId, { poll: tea })
    assert.equal(await closedAt(statusId), null)
    const second = await voted(pollId, 'second')
    t.clock.advance(hour)
    await settle()
    assert.equal(await closedAt(statusId), t.clock.now())
    assert.deepEqual([await count(author, statusId), await count(first, statusId), await count(second, statusId)], [1, 1, 1])
  })

  test('is not told of a poll that is gone, nor to who put its author or its thread away', async () => {
    const gone = await ask()
    await deleteStatus(t.site, author, gone.statusId)
    const dropped = await ask()
    await editStatus(t.site, author, dropped.statusId, { poll: null })
    const { statusId, pollId } = await ask()
    const [muter, blocker, blocked, tired] = [
      await voted(pollId, 'muter'),
      await voted(pollId, 'blocker'),
      await voted(pollId, 'blocked'),
      await voted(pollId, 'tired'),
    ]
    await mute(t.site, muter, author.accountId)
    await block(t.site, blocker, author.accountId)
    await block(t.site, author, blocked.accountId)
    await muteThread(t.site, tired, statusId)
    t.clock.advance(hour)
    await settle()
    assert.equal(await count(author, gone.statusId), 0)
    assert.equal(await count(author, dropped.statusId), 0)
    for (const who of [muter, blocker, blocked, tired]) assert.equal(await count(who, statusId), 0, who.username)
    assert.equal(await count(author, statusId), 1)
  })

  test('reaches more voters than one transaction takes', async () => {
    const { statusId, pollId } = await ask()
    const all: Somebody[] = []
    for (let i = 0; i < 53; i++) all.push(await voted(pollId, `v${i}`))
    t.clock.advance(hour)
    await settle()
    for (const voter of [all[0]!, all[49]!, all[50]!, all[52]!]) assert.equal(await count(voter, statusId), 1)
  })

  test('and each vote are events of ids, which name nobody and say that the post is other than before', async () => {
    await t.site.events.catchUp()
    const { statusId, pollId } = await ask()
    const since = t.site.events.position()
    await voted(pollId, 'quiet')
    t.clock.advance(hour)
    await settle()
    for (const { name } of [pollVoted, pollClosed])
      assert.deepEqual(
        (await events(name, since)).map((event) => event.data),
        [{ pollId, statusId }],
      )
    assert.equal((await events(statusTouched.name, since)).length, 2)
  })
})
