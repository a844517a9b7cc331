import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { block } from '#features/relationships/block.ts'
import { makeToken } from '../people.ts'
import { newViewer } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { type Asker, lunch, makeAsker, vote } from './polls-scene.ts'

suite('polls', () => {
  let t: TestWeb
  let author: Asker['author']
  let voter: Asker['voter']
  let writer: Api, reader: Api
  let create: Asker['create']
  let made: Asker['made']
  before(async () => {
    t = await startTestWeb()
    ;({ author, voter, writer, reader, create, made } = await makeAsker(t))
  })
  after(async () => await t.close())

  test('count a vote once, and say so to everybody', async () => {
    const { poll } = await made()
    const answer = await vote(reader, poll.id, '2')
    assert.equal(answer.status, 200)
    assert.deepEqual(answer.json, {
      ...poll,
      voted: true,
      own_votes: [2],
      votes_count: 1,
      voters_count: 1,
      options: lunch.options.map((title, i) => ({ title, votes_count: i === 2 ? 1 : 0 })),
    })
    assert.deepEqual((await writer.get(`/api/v1/polls/${poll.id}`)).json, { ...answer.json, own_votes: [] })
    for (const choices of [[2], [0]]) {
      const again = await vote(reader, poll.id, ...choices)
      assert.deepEqual([again.status, again.json.error], [422, 'Validation failed: You have already voted on this poll'])
    }
    assert.deepEqual((await reader.get(`/api/v1/polls/${poll.id}`)).json, answer.json)
  })

  test('with several choices count each choice and the voter once', async () => {
    const { poll } = await made({ multiple: true })
    const { json } = await vote(reader, poll.id, 2, 0)
    assert.deepEqual([json.own_votes, json.votes_count, json.voters_count], [[0, 2], 2, 1])
    assert.deepEqual(
      json.options.map((option: { votes_count: number }) => option.votes_count),
      [1, 0, 1],
    )
    assert.equal((await vote(reader, poll.id, 1)).status, 422)
  })

  test('refuse a vote that cannot be: own, none, out of range, twice the same, two of one, late', async () => {
    const { poll } = await made()
    const refused = async (app: Api, sentence: RegExp, ...choices: unknown[]) => {
      const answer = await vote(app, poll.id, ...choices)
      assert.equal(answer.status, 422, JSON.stringify(choices))
      assert.match(answer.json.error, sentence)
    }
    await refused(writer, /own polls/, 0)
    await refused(reader, /at least one/)
    for (const choice of [3, -1, '-0', 'x', '', '1.5', 1e300]) await refused(reader, /does not exist/, choice)
    await refused(reader, /twice/, 1, 1)
    await refused(reader, /Only one/, 0, 1)
    assert.equal((await reader.post(`/api/v1/polls/${poll.id}/votes`, { body: { choices: [{ a: 1 }] } })).status, 422)
    t.clock.advance(3_599_999)
    assert.equal((await reader.get(`/api/v1/polls/${poll.id}`)).json.expired, false)
    t.clock.advance(1)
    await refused(reader, /already ended/, 0)
    const { json } = await reader.get(`/api/v1/polls/${poll.id}`)
    assert.deepEqual([json.expired, json.votes_count, json.voted], [true, 0, false])
  })

  // SEC:V6: hidden and absent are the same, for looking and for voting.
  test('of a post that somebody may not see are not there', async () => {
    const { json } = await create(lunch, { visibility: 'direct' })
    const ask = async (id: string) => [await reader.get(`/api/v1/polls/${id}`), await vote(reader, id, 0)]
    const plain = (answers: { status: number; text: string }[]) => answers.map(({ status, text }) => ({ status, text }))
    const hidden = plain(await ask(json.poll.id))
    assert.deepEqual(
      hidden.map((answer) => answer.status),
      [404, 404],
    )
    assert.deepEqual(plain(await ask('4711')), hidden)
    assert.deepEqual(plain(await ask('no-id')), hidden)
  })

  test('of somebody whom the voter has blocked take no vote', async () => {
    const { poll } = await made()
    const angry = await newViewer(t.site, 'angry')
    await block(t.site, angry, author.accountId)
    assert.equal((await vote(t.api(await makeToken(t.site, angry)), poll.id, 0)).status, 403)
    assert.equal((await writer.get(`/api/v1/polls/${poll.id}`)).json.voters_count, 0)
  })

  // SEC:A3
  test('take read:statuses and write:statuses and nothing else', async () => {
    const { poll } = await made()
    const path = `/api/v1/polls/${poll.id}`
    const [reads, writes] = [await makeToken(t.site, voter, ['read:statuses']), await makeToken(t.site, voter, ['write:statuses'])]
    const other = t.api(await makeToken(t.site, voter, ['read:accounts', 'write:media']))
    assert.equal((await t.api(reads).get(path)).status, 200)
    assert.equal((await t.api(writes).get(path)).status, 403)
    assert.equal((await other.get(path)).status, 403)
    assert.equal((await t.api().get(path)).status, 401)
    assert.equal((await vote(t.api(reads), poll.id, 0)).status, 403)
    assert.equal((await vote(other, poll.id, 0)).status, 403)
    assert.equal((await vote(t.api(), poll.id, 0)).status, 401)
    assert.equal((await vote(t.api(await makeToken(t.site, null)), poll.id, 0)).status, 422)
    assert.equal((await vote(t.api(writes), poll.id, 0)).status, 200)
  })
})
