import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { follow } from '#features/relationships/follow.ts'
import { boost } from '#features/statuses/boost.ts'
import { followers, newViewer, post } from '../features/statuses/world.ts'
import { statementsOf } from '../features/statuses/statements.ts'
import type { Api } from '../api.ts'
import { exactly } from '../exact.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

const v2 = '/api/v2/filters'
const v1 = '/api/v1/filters'

suite('filters', () => {
  let t: TestWeb
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let alice: Somebody, reader: Somebody
  let app: Api, other: Api
  before(async () => {
    t = await startTestWeb()
    alice = await newViewer(t.site, 'alice')
    reader = await newViewer(t.site, 'reader')
    await follow(t.site, reader, alice.accountId)
    app = exactly(t, reader)
    other = t.api(await makeToken(t.site, alice))
  })
  after(async () => await t.close())

  const make = async (o: object = {}) =>
    (await app.post(v2, { body: { title: 'Football', context: ['home'], keywords_attributes: [{ keyword: 'goal' }], ...o } })).json
  const clear = async () => {
    for (const { id } of (await app.get(v2)).json) await app.delete(`${v2}/${id}`)
  }
  const filteredOf = async (id: number) => (await app.get(`/api/v1/statuses/${id}`)).json.filtered

  test('are made, changed, listed and removed, with their keywords', async () => {
    const keywords = 'keywords_attributes[][keyword]=goal&keywords_attributes[][whole_word]=false&keywords_attributes[][keyword]=cup'
    const form = new URLSearchParams(
      `title=Football&context[]=home&context[]=public&context[]=home&filter_action=hide&expires_in=3600&${keywords}`,
    )
    const made = (await app.post(v2, { body: form })).json
    assert.deepEqual([made.title, made.context, made.filter_action], ['Football', ['home', 'public'], 'hide'])
    assert.equal(made.expires_at, new Date(t.clock.now() + 3_600_000).toISOString())
    assert.deepEqual(
      made.keywords.map((one: { keyword: string; whole_word: boolean }) => [one.keyword, one.whole_word]),
      [
        ['goal', false],
        ['cup', true],
      ],
    )
    assert.deepEqual((await app.get(`${v2}/${made.id}`)).json, made)
    assert.deepEqual((await app.get(v2)).json, [made])
    const [goal, cup] = made.keywords
    const changed = await app.put(`${v2}/${made.id}`, {
      body: {
        title: 'Sports',
        expires_in: null,
        keywords_attributes: [
          { id: goal.id, keyword: 'goals' },
          { id: cup.id, _destroy: true },
          { keyword: 'match', whole_word: false },
        ],
      },
    })
    assert.deepEqual([changed.json.title, changed.json.context, changed.json.expires_at], ['Sports', ['home', 'public'], null])
    assert.deepEqual(
      changed.json.keywords.map((one: { keyword: string; whole_word: boolean }) => [one.keyword, one.whole_word]),
      [
        ['goals', false],
        ['match', false],
      ],
    )
    assert.equal((await app.patch(`${v2}/${made.id}`, { body: { filter_action: 'blur' } })).json.filter_action, 'blur')
    assert.deepEqual((await app.delete(`${v2}/${made.id}`)).json, {})
    assert.equal((await app.get(`${v2}/${made.id}`)).status, 404)
  })

  test('have keywords of their own address', async () => {
    const { id } = await make()
    const made = (await app.post(`${v2}/${id}/keywords`, { body: { keyword: 'penalty', whole_word: false } })).json
    assert.deepEqual([made.keyword, made.whole_word], ['penalty', false])
    assert.equal((await app.get(`${v2}/${id}/keywords`)).json.length, 2)
    assert.deepEqual((await app.get(`${v2}/keywords/${made.id}`)).json, made)
    assert.equal((await app.put(`${v2}/keywords/${made.id}`, { body: { keyword: 'foul' } })).json.keyword, 'foul')
    assert.equal((await app.patch(`${v2}/keywords/${made.id}`, { body: { whole_word: true } })).json.whole_word, true)
    assert.equal((await app.post(`${v2}/${id}/keywords`, { body: {} })).status, 422)
    assert.deepEqual((await app.delete(`${v2}/keywords/${made.id}`)).json, {})
    assert.equal((await app.get(`${v2}/keywords/${made.id}`)).status, 404)
    await clear()
  })

  test('say in each post what it falls under, by its text, warning and pictures’ words', async () => {
    const { id, keywords } = await make({ keywords_attributes: [{ keyword: 'goal' }, { keyword: 'Cup', whole_word: false }] })
    const plain = await post(t.site, alice, 'What a GOAL in the cupboard')
    const warned = await post(t.site, alice, 'see inside', { warning: 'goal!' })
    const none = await post(t.site, alice, 'Goalkeeper')
    const [result] = await filteredOf(plain)
    assert.deepEqual(result.keyword_matches, ['goal', 'Cup'])
    assert.deepEqual([result.filter.id, result.status_matches, result.filter.keywords], [id, null, undefined])
    assert.equal((await filteredOf(warned)).length, 1)
    assert.deepEqual(await filteredOf(none), [])
    const { json } = await app.get(`/api/v1/statuses/${await boost(t.site, alice, plain)}`)
    assert.deepEqual([json.filtered, json.reblog.filtered], [[result], [result]])
    const home = (await app.get('/api/v1/timelines/home')).json as { id: string; filtered: unknown[] }[]
    assert.equal(home.find((one) => one.id === String(plain))?.filtered.length, 1)
    assert.deepEqual((await other.get(`/api/v1/statuses/${plain}`)).json.filtered, [], 'nobody else’s')
    await app.delete(`${v2}/keywords/${keywords[0].id}`)
    assert.deepEqual((await filteredOf(plain))[0].keyword_matches, ['Cup'])
    await clear()
    assert.deepEqual(await filteredOf(plain), [])
  })

  test('end when they expire', async () => {
    await make({ expires_in: 60 })
    const id = await post(t.site, alice, 'goal')
    assert.equal((await filteredOf(id)).length, 1)
    t.clock.advance(60_000)
    assert.deepEqual(await filteredOf(id), [])
    assert.equal((await app.get(v2)).json.length, 1)
    await clear()
  })

  test('take single posts that one may see, each once', async () => {
    const { id } = await make({ keywords_attributes: [] })
    const seen = await post(t.site, alice, 'long')
    const hidden = await post(t.site, await newViewer(t.site, 'stranger'), 'for followers', { audience: followers })
    const path = `${v2}/${id}/statuses`
    const row = (await app.post(path, { body: { status_id: String(seen) } })).json
    assert.equal(row.status_id, String(seen))
    assert.equal((await app.post(path, { body: { status_id: String(seen) } })).status, 422)
    const missing = await app.post(path, { body: { status_id: '4711' } })
    const unseen = await app.post(path, { body: { status_id: String(hidden) } })
    assert.deepEqual([unseen.status, unseen.text], [missing.status, missing.text])
    assert.equal(unseen.status, 404)
    assert.deepEqual((await filteredOf(seen))[0].status_matches, [String(seen)])
    assert.deepEqual((await app.get(path)).json, [row])
    assert.deepEqual((await app.get(`${v2}/statuses/${row.id}`)).json, row)
    assert.deepEqual((await app.get(`${v2}/${id}`)).json.statuses, [row])
    assert.deepEqual((await app.delete(`${v2}/statuses/${row.id}`)).json, {})
    assert.equal((await app.get(`${v2}/statuses/${row.id}`)).status, 404)
    assert.deepEqual(await filteredOf(seen), [])
    await clear()
  })

  // SEC:D2
  test('are bounded: titles, keywords, contexts, actions, their number', async () => {
    const refused = async (o: object) => {
      const answer = await app.post(v2, { body: { title: 'x', context: ['home'], ...o } })
      assert.equal(answer.status, 422, JSON.stringify(o).slice(0, 80))
      return answer.json.error as string
    }
    assert.match(await refused({ title: '' }), /Title can't be blank/)
    assert.match(await refused({ title: 'x'.repeat(257) }), /Title is too long/)
    assert.match(await refused({ context: [] }), /Context can't be blank/)
    assert.match(await refused({ context: ['home', 'nowhere'] }), /Context is not included/)
    assert.match(await refused({ context: undefined }), /Context can't be blank/)
    await refused({ filter_action: 'delete' })
    await refused({ expires_in: -1 })
    await refused({ keywords_attributes: [{ keyword: 'x'.repeat(513) }] })
    await refused({ keywords_attributes: [{ keyword: '' }] })
    assert.equal((await app.post(v2, { body: { title: 'x'.repeat(1_000_000), context: ['home'] } })).status, 413)
    const words = Array.from({ length: 250 }, (_, i) => ({ keyword: `word${i}` }))
    const first = await make({ keywords_attributes: words })
    await make({ keywords_attributes: words })
    assert.match(await refused({ keywords_attributes: [{ keyword: 'one more' }] }), /500/)
    assert.equal((await app.post(`${v2}/${first.id}/keywords`, { body: { keyword: 'more' } })).status, 422)
    const more = { keywords_attributes: [{ keyword: 'more' }] }
    assert.equal((await app.put(`${v2}/${first.id}`, { body: more })).status, 422)
    assert.equal((await app.get(`${v2}/${first.id}`)).json.keywords.length, 250)
    for (let i = 2; i < 100; i++) await make({ keywords_attributes: [] })
    assert.match(await refused({}), /100 filters/)
    await clear()
  })

  test('cost a page one query, however many posts it has', async () => {
    await make()
    for (let i = 0; i < 25; i++) await post(t.site, alice, `goal ${i}`)
    const cost = async (limit: number) =>
      (await statementsOf(async () => await app.get(`/api/v1/timelines/home?limit=${limit}`))).filter((ran) =>
        /from "filters"/.test(ran.sql),
      ).length
    assert.equal(await cost(20), 1)
    assert.equal(await cost(2), 1)
    await clear()
  })

  test('of the first version are single keywords', async () => {
    const form = new URLSearchParams('phrase=goal&context[]=home&irreversible=true&whole_word=0&expires_in=')
    const made = await app.post(v1, { body: form })
    assert.equal(made.headers.get('deprecation'), '@1668384000')
    const { id, ...rest } = made.json
    assert.deepEqual(rest, { phrase: 'goal', context: ['home'], whole_word: false, expires_at: null, irreversible: true })
    assert.deepEqual((await app.get(`${v1}/${id}`)).json, made.json)
    const [filter] = (await app.get(v2)).json
    assert.deepEqual([filter.title, filter.filter_action, filter.keywords[0].id], ['goal', 'hide', id])
    const changed = await app.put(`${v1}/${id}`, { body: { phrase: 'cup', context: ['public'], irreversible: false, expires_in: 60 } })
    assert.deepEqual([changed.json.phrase, changed.json.context, changed.json.irreversible], ['cup', ['public'], false])
    assert.ok(changed.json.expires_at)
    await app.post(`${v2}/${filter.id}/keywords`, { body: { keyword: 'match' } })
    assert.deepEqual(
      (await app.get(v1)).json.map((one: { phrase: string }) => one.phrase),
      ['cup', 'match'],
    )
    const several = await app.put(`${v1}/${id}`, { body: { phrase: 'cup', context: ['home'] } })
    assert.equal(several.status, 422)
    const whole = { phrase: 'cup', context: ['public'], whole_word: true }
    assert.equal((await app.patch(`${v1}/${id}`, { body: whole })).json.whole_word, true)
    assert.equal((await app.post(v1, { body: { phrase: 'x' } })).status, 422)
    assert.equal((await app.post(v1, { body: { context: ['home'] } })).status, 422)
    assert.deepEqual((await app.delete(`${v1}/${id}`)).json, {})
    assert.equal((await app.get(`${v1}/${id}`)).status, 404)
    assert.equal((await app.get(`${v2}/${filter.id}`)).json.keywords.length, 1)
    await clear()
  })

  // SEC:V5 SEC:V6
  test('are nobody else’s: theirs and absent ones are the same 404', async () => {
    const { id, keywords } = await make()
    const status = String(await post(t.site, alice, 'mine'))
    const row = (await app.post(`${v2}/${id}/statuses`, { body: { status_id: status } })).json
    const body = { title: 'x', context: ['home'], phrase: 'x', keyword: 'x', status_id: status }
    const ask = async (filter: string, keyword: string, under: string) => [
      await other.get(`${v2}/${filter}`),
      await other.put(`${v2}/${filter}`, { body }),
      await other.delete(`${v2}/${filter}`),
      await other.get(`${v2}/${filter}/keywords`),
      await other.post(`${v2}/${filter}/keywords`, { body }),
      await other.get(`${v2}/${filter}/statuses`),
      await other.post(`${v2}/${filter}/statuses`, { body }),
      await other.get(`${v2}/keywords/${keyword}`),
      await other.put(`${v2}/keywords/${keyword}`, { body }),
      await other.delete(`${v2}/keywords/${keyword}`),
      await other.get(`${v2}/statuses/${under}`),
      await other.delete(`${v2}/statuses/${under}`),
      await other.get(`${v1}/${keyword}`),
      await other.put(`${v1}/${keyword}`, { body }),
      await other.delete(`${v1}/${keyword}`),
    ]
    const plain = (answers: { status: number; text: string }[]) => answers.map(({ status: code, text }) => ({ code, text }))
    const hidden = plain(await ask(id, keywords[0].id, row.id))
    assert.ok(hidden.every((answer) => answer.code === 404))
    assert.deepEqual(plain(await ask('4711', '4711', '4711')), hidden)
    const mine = (await other.post(v2, { body })).json
    const stolen = { keywords_attributes: [{ id: keywords[0].id, keyword: 'theirs' }] }
    assert.equal((await other.put(`${v2}/${mine.id}`, { body: stolen })).status, 404)
    assert.equal((await app.get(`${v2}/keywords/${keywords[0].id}`)).json.keyword, 'goal')
    await clear()
  })

  // SEC:A3
  test('take read:filters and write:filters and nothing else', async () => {
    const { id, keywords } = await make()
    const reads = [
      v2,
      `${v2}/${id}`,
      `${v2}/${id}/keywords`,
      `${v2}/${id}/statuses`,
      `${v2}/keywords/${keywords[0].id}`,
      `${v2}/statuses/1`,
      v1,
    ]
    const wrong = t.api(await makeToken(t.site, reader, ['read:statuses', 'read:lists', 'write:filters']))
    for (const path of [...reads, `${v1}/${keywords[0].id}`]) {
      assert.equal((await wrong.get(path)).status, 403, path)
      assert.equal((await t.api().get(path)).status, 401, path)
      assert.equal((await t.api(await makeToken(t.site, null, ['read'])).get(path)).status, 422, path)
    }
    const reading = t.api(await makeToken(t.site, reader, ['read', 'write:statuses']))
    for (const path of [v2, v1, `${v2}/${id}/keywords`, `${v2}/${id}/statuses`])
      assert.equal((await reading.post(path, { body: {} })).status, 403, path)
    for (const path of [`${v2}/${id}`, `${v2}/keywords/1`, `${v1}/1`]) {
      assert.equal((await reading.put(path, { body: {} })).status, 403, path)
      assert.equal((await reading.delete(path)).status, 403, path)
    }
    assert.equal((await reading.delete(`${v2}/statuses/1`)).status, 403)
  })
})
