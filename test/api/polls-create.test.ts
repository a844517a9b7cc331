import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { iso } from '#base/clock.ts'
import type { Api } from '../api.ts'
import { quarters } from '../pictures.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { type Asker, lunch, makeAsker } from './polls-scene.ts'

suite('polls', () => {
  let t: TestWeb
  let author: Asker['author']
  let writer: Api, reader: Api
  let create: Asker['create']
  before(async () => {
    t = await startTestWeb()
    ;({ author, writer, reader, create } = await makeAsker(t))
  })
  after(async () => await t.close())

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
})
