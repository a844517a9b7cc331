import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Api } from '../api.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { settle } from './notifications.ts'
import { type Asker, makeAsker, vote } from './polls-scene.ts'

suite('polls', () => {
  let t: TestWeb
  let author: Asker['author']
  let writer: Api, reader: Api
  let made: Asker['made']
  before(async () => {
    t = await startTestWeb()
    ;({ author, writer, reader, made } = await makeAsker(t))
  })
  after(async () => await t.close())

  test('whose totals are hidden show the numbers of options at the end, and one’s own vote at once', async () => {
    const { poll } = await made({ hide_totals: true })
    const numbers = (json: { options: { votes_count: number | null }[] }) => json.options.map((option) => option.votes_count)
    const voted = (await vote(reader, poll.id, 1)).json
    assert.deepEqual([numbers(voted), voted.own_votes, voted.voters_count], [[null, null, null], [1], 1])
    assert.deepEqual(numbers((await writer.get(`/api/v1/polls/${poll.id}`)).json), [null, null, null])
    t.clock.advance(3_600_000)
    assert.deepEqual(numbers((await reader.get(`/api/v1/polls/${poll.id}`)).json), [0, 1, 0])
  })

  test('end in every answer at their millisecond, also in one that was kept, whether or not the worker has come', async () => {
    const post = await made({ hide_totals: true })
    await vote(reader, post.poll.id, 1)
    const asked = async () => {
      const { poll } = (await reader.get(`/api/v1/statuses/${post.id}`)).json
      const [listed] = (await reader.get(`/api/v1/accounts/${author.accountId}/statuses?limit=1`)).json
      assert.deepEqual(listed.poll, poll)
      return [poll.expired, poll.options[1].votes_count]
    }
    t.clock.advance(3_599_999)
    assert.deepEqual(
      [await asked(), await asked()],
      [
        [false, null],
        [false, null],
      ],
    )
    t.clock.advance(1)
    assert.deepEqual(await asked(), [true, 1])
  })

  test('that end are told to their author and to whoever voted, in both versions, and keep their result', async () => {
    const post = await made()
    await vote(reader, post.poll.id, 1)
    const told = async (app: Api) =>
      (await app.get('/api/v1/notifications?types[]=poll')).json.filter((one: { status: { id: string } }) => one.status.id === post.id)
    t.clock.advance(3_599_999)
    await settle(t.site)
    assert.deepEqual([await told(writer), await told(reader)], [[], []])
    t.clock.advance(1)
    await settle(t.site)
    for (const [app, votes] of [
      [writer, []],
      [reader, [1]],
    ] as const) {
      const [one, ...more] = await told(app)
      assert.deepEqual(more, [])
      assert.deepEqual([one.type, one.account.id, one.status.poll.expired], ['poll', String(author.accountId), true])
      assert.deepEqual([one.status.poll.own_votes, one.status.poll.votes_count], [votes, 1])
      const grouped = (await app.get('/api/v2/notifications?types[]=poll')).json
      const group = grouped.notification_groups.find((each: { status_id: string }) => each.status_id === post.id)
      assert.deepEqual([group.type, group.notifications_count, group.group_key], ['poll', 1, `ungrouped-${one.id}`])
    }
  })

  test('are given back by a deletion, for a redraft, and are gone', async () => {
    const post = await made()
    await vote(reader, post.poll.id, 0)
    const { json } = await writer.delete(`/api/v1/statuses/${post.id}`)
    assert.deepEqual([json.poll.options[0], json.text], [{ title: '4 December', votes_count: 1 }, 'When?'])
    assert.equal((await reader.get(`/api/v1/polls/${post.poll.id}`)).status, 404)
    assert.equal((await vote(reader, post.poll.id, 1)).status, 404)
  })

  test('stand in the boosted post, not in its boost', async () => {
    const post = await made()
    const { json } = await reader.post(`/api/v1/statuses/${post.id}/reblog`)
    assert.deepEqual([json.poll, json.reblog.poll.id], [null, post.poll.id])
  })
})
