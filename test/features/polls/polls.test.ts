import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { Refusal } from '#base/errors.ts'
import { eq } from '#db/drizzle.ts'
import type { PollWish } from '#features/polls/check-poll.ts'
import { loadPolls } from '#features/polls/polls.json.ts'
import { pollsOf } from '#features/polls/polls.queries.ts'
import { pollBallots, polls } from '#features/polls/polls.schema.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { historyJson, statusVersions } from '#features/statuses/history.ts'
import { statusOwner } from '#features/statuses/status-owner.ts'
import { loadStatusParts } from '#features/statuses/statuses.json.ts'
import { vote } from '#features/voting/vote.ts'
import { validate } from '../../contract/validate.ts'
import { type TestSite, testSite } from '../../site.ts'
import { statementsOf } from '../statuses/statements.ts'
import { newViewer, post } from '../statuses/world.ts'

suite('polls in posts', () => {
  let t: TestSite
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let author: Somebody
  const voters: Somebody[] = []
  before(async () => {
    t = await testSite()
    author = await newViewer(t.site, 'author')
    for (let i = 0; i < 5; i++) voters.push(await newViewer(t.site, `voter${i}`))
  })
  after(async () => await t.close())

  const tea: PollWish = { options: ['Tea', 'Coffee'], lasts: 3600, multiple: false, hideTotals: false }
  const ask = async (wish: Partial<PollWish> = {}) => {
    const statusId = await post(t.site, author, 'What?', { poll: { ...tea, ...wish } })
    return { statusId, pollId: (await pollsOf(t.site.store.read, [statusId]))[0]!.id }
  }
  const row = async (statusId: number) => (await pollsOf(t.site.store.read, [statusId]))[0]
  const ballots = async (pollId: number) =>
    await t.site.store.read.select().from(pollBallots).where(eq(pollBallots.pollId, pollId)).orderBy(pollBallots.accountId)

  // SEC:D11
  test('count each voter once, however many votes come at the same time', async () => {
    const { statusId, pollId } = await ask({ multiple: true })
    const tries = await Promise.allSettled(
      voters.flatMap((voter, i) => [[0], [1], [0, 1]].map(async (choices) => await vote(t.site, voter, pollId, i === 4 ? [9] : choices))),
    )
    assert.equal(tries.filter((one) => one.status === 'fulfilled').length, 4)
    for (const one of tries)
      if (one.status === 'rejected') assert.ok(one.reason instanceof Refusal && one.reason.status === 422, one.reason)
    const cast = await ballots(pollId)
    const poll = (await row(statusId))!
    assert.equal(poll.votersCount, 4)
    assert.deepEqual(
      cast.map((ballot) => ballot.accountId),
      voters.slice(0, 4).map((voter) => voter.accountId),
    )
    assert.deepEqual(
      poll.tallies,
      [0, 1].map((option) => cast.filter((ballot) => ballot.choices.includes(option)).length),
    )
  })

  suite('when their post is edited', () => {
    test('keep their votes while the options stay, and end when the edit says', async () => {
      const { statusId, pollId } = await ask()
      await vote(t.site, voters[0]!, pollId, [1])
      await editStatus(t.site, author, statusId, { text: 'What then?' })
      assert.deepEqual([(await row(statusId))!.tallies, (await ballots(pollId)).length], [[0, 1], 1])
      await editStatus(t.site, author, statusId, { poll: { ...tea, lasts: 7200, hideTotals: true } })
      const poll = (await row(statusId))!
      assert.deepEqual([poll.id, poll.tallies, poll.votersCount, poll.hideTotals], [pollId, [0, 1], 1, true])
      assert.equal(poll.endsAt, t.clock.now() + 7_200_000)
    })

    for (const [what, change] of [
      ['other options', { options: ['Tea', 'Cocoa', 'Water'] }],
      ['another order', { options: ['Coffee', 'Tea'] }],
      ['several choices', { multiple: true }],
    ] as const)
      test(`begin anew with ${what}`, async () => {
        const { statusId, pollId } = await ask()
        await vote(t.site, voters[0]!, pollId, [1])
        await editStatus(t.site, author, statusId, { poll: { ...tea, ...change } })
        const poll = (await row(statusId))!
        assert.deepEqual([poll.id, poll.votersCount, poll.tallies], [pollId, 0, poll.options.map(() => 0)])
        assert.deepEqual(await ballots(pollId), [])
        await vote(t.site, voters[0]!, pollId, [0])
        assert.equal((await row(statusId))!.votersCount, 1)
      })

    test('come and go, and the history says what each version offered', async () => {
      const statusId = await post(t.site, author, 'one')
      await editStatus(t.site, author, statusId, { text: 'two', poll: tea })
      await editStatus(t.site, author, statusId, { text: 'three', poll: { ...tea, options: ['Yes', 'No'] } })
      await editStatus(t.site, author, statusId, { text: 'four', poll: null })
      assert.equal(await row(statusId), undefined)
      const versions = historyJson(t.site, await statusVersions(t.site, voters[0]!, statusId))
      validate('StatusEdit[]', versions)
      const titles = versions.map((version) => version.poll?.options.map((option) => option.title))
      assert.deepEqual(titles, [undefined, ['Tea', 'Coffee'], ['Yes', 'No'], undefined])
    })

    test('stay as they are when nothing is different', async () => {
      const { statusId } = await ask()
      await editStatus(t.site, author, statusId, { poll: tea })
      assert.equal((await statusVersions(t.site, author, statusId)).versions.length, 1)
    })

    test('are refused with an edit that cannot be, and keep their votes', async () => {
      const { statusId, pollId } = await ask()
      await vote(t.site, voters[0]!, pollId, [0])
      const before = await row(statusId)
      for (const poll of [
        { ...tea, options: ['one'] },
        { ...tea, lasts: null },
        { ...tea, lasts: 1 },
      ])
        await assert.rejects(editStatus(t.site, author, statusId, { text: 'x', poll }), { status: 422 })
      assert.deepEqual(await row(statusId), before)
      assert.equal((await ballots(pollId)).length, 1)
    })
  })

  test('go with their post, and stand in the sealed copy under a hold', async () => {
    const { statusId, pollId } = await ask()
    await vote(t.site, voters[0]!, pollId, [0])
    const sealed = (await t.site.store.tx(async (db) => await statusOwner.seal(t.site, db, statusId))) as { polls: { id: number }[] }
    assert.deepEqual(
      sealed.polls.map((poll) => poll.id),
      [pollId],
    )
    await deleteStatus(t.site, author, statusId)
    assert.deepEqual([await t.site.store.read.select().from(polls).where(eq(polls.id, pollId)), await ballots(pollId)], [[], []])
  })

  test('cost a page the same number of queries, however many it shows', async () => {
    const ids: number[] = []
    for (let i = 0; i < 20; i++) ids.push((await ask()).statusId)
    for (const [i, { id }] of (await pollsOf(t.site.store.read, ids)).entries()) if (i % 2) await vote(t.site, voters[1]!, id, [0])
    const load = async (list: number[]) => await loadStatusParts(t.site, t.site.store.read, list, voters[1]!)
    const few = await statementsOf(async () => await load(ids.slice(0, 2)))
    const many = await statementsOf(async () => await load(ids))
    assert.equal(many.length, few.length)
    const parts = await load(ids)
    assert.equal(parts.filter((one) => one.flags.votes?.length === 1).length, 10)
    assert.equal((await loadPolls(t.site, t.site.store.read, ids)).size, 20)
  })
})
