import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { iso } from '#base/clock.ts'
import { block } from '#features/relationships/block.ts'
import { makeToken } from '../people.ts'
import { newViewer } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { quarters } from '../pictures.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { settle } from './notifications.ts'

suite('polls', () => {
  let t: TestWeb
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let author: Somebody, voter: Somebody
  let writer: Api, reader: Api
  before(async () => {
    t = await startTestWeb()
    author = await newViewer(t.site, 'author')
    voter = await newViewer(t.site, 'voter')
    writer = t.api(await makeToken(t.site, author, ['read:statuses', 'write:statuses', 'write:media', 'read:notifications']))
    reader = t.api(await makeToken(t.site, voter, ['read:statuses', 'write:statuses', 'read:notifications']))
  })
  after(async () => await t.close())

  const lunch = { options: ['4 December', '11 December', '18 December'], expires_in: 3600 }
  const create = async (poll: unknown, more: object = {}) =>
    await writer.post('/api/v1/statuses', { body: { status: 'When?', poll, ...more } })
  const made = async (more: object = {}) => (await create({ ...lunch, ...more })).json
  const vote = async (app: Api, id: string, ...choices: unknown[]) => await app.post(`/api/v1/polls/${id}/votes`, { body: { choices } })

  test('are asked with a post and stand in it, the author counted as one who has voted', async () => {
    const { json } = await create(lunch)
    assert.deepEqual(json.poll, {
      id: json.poll.id,
      expires_at: iso(t.clock.now() + 3_600_000),
      expired: false,
      multiple: false,
      votes_count: 0,
      voters_count: 0,
      voted: true,
      own_votes: [],
      options: lunch.options.map((title) => ({ title, votes_count: 0 })),
      emojis: [],
    })
    assert.notEqual(json.poll.id, json.id)
    const seen = (await reader.get(`/api/v1/polls/${json.poll.id}`)).json
    assert.deepEqual(seen, { ...json.poll, voted: false })
    assert.deepEqual((await reader.get(`/api/v1/statuses/${json.id}`)).json.poll, seen)
    assert.equal((await create(null)).json.poll, null)
  })

  test('are asked by a form as by JSON', async () => {
    const body = new URLSearchParams([
      ['status', 'When?'],
      ['poll[options][]', ' Monday '],
      ['poll[options][]', 'Tuesday'],
      ['poll[options][]', ' '],
      ['poll[expires_in]', '86400'],
      ['poll[multiple]', 'true'],
      ['poll[hide_totals]', '1'],
    ])
    const { poll } = (await writer.post('/api/v1/statuses', { body })).json
    assert.deepEqual(
      [poll.multiple, poll.expires_at, poll.options],
      [true, iso(t.clock.now() + 86_400_000), ['Monday', 'Tuesday'].map((title) => ({ title, votes_count: null }))],
    )
    const voted = await reader.post(`/api/v1/polls/${poll.id}/votes`, {
      body: new URLSearchParams([
        ['choices[]', '1'],
        ['choices[]', '0'],
      ]),
    })
    assert.deepEqual(voted.json.own_votes, [0, 1])
  })

  // SEC:D2
  test('that cannot be held are refused with what is wrong, and nothing is posted', async () => {
    const wrong: [unknown, RegExp][] = [
      [{ ...lunch, options: ['one'] }, /more than one item/],
      [{ ...lunch, options: [] }, /more than one item/],
      [{ ...lunch, options: ['one', '  '] }, /more than one item/],
      [{ ...lunch, options: ['1', '2', '3', '4', '5'] }, /can't contain more than 4 items/],
      [{ ...lunch, options: ['x'.repeat(51), 'y'] }, /longer than 50 characters/],
      [{ ...lunch, options: ['same', ' same '] }, /duplicate/],
      [{ ...lunch, expires_in: 299 }, /too soon/],
      [{ ...lunch, expires_in: -1 }, /too soon/],
      [{ ...lunch, expires_in: 2_629_747 }, /too far/],
      [{ ...lunch, expires_in: 1e15 }, /too far/],
      [{ options: lunch.options }, /can't be blank/],
      [{ ...lunch, expires_in: 'soon' }, /./],
      [{ ...lunch, options: [['nested']] }, /./],
      [{ ...lunch, options: Array.from({ length: 1000 }, (_, i) => `${i}`) }, /./],
    ]
    const count = async () => (await writer.get(`/api/v1/accounts/${author.accountId}/statuses?limit=40`)).json.length
    const before = await count()
    for (const [poll, fault] of wrong) {
      const answer = await create(poll)
      assert.equal(answer.status, 422, JSON.stringify(poll))
      assert.match(answer.json.error, fault)
    }
    assert.match((await create(lunch, { status: '' })).json.error, /Text can't be blank/)
    const file = new FormData()
    file.set('file', new Blob([await quarters().png().toBuffer()]), 'x.png')
    const picture = (await writer.post('/api/v2/media', { body: file })).json.id
    assert.match((await create(lunch, { media_ids: [picture] })).json.error, /pictures or a poll/)
    assert.equal(await count(), before)
    assert.equal((await create({ options: ['👩‍👩‍👧‍👦'.repeat(50), 'b'], expires_in: 300 })).status, 200)
    assert.equal((await create({ options: ['1', '2', '3', '4'], expires_in: 2_629_746 })).status, 200)
  })

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
