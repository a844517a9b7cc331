import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { boost } from '#features/statuses/boost.ts'
import { followers, newViewer, post } from '../features/statuses/world.ts'
import { statementsOf } from '../features/statuses/statements.ts'
import type { Api } from '../api.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { type Filterer, makeFilterer, v2 } from './filters-scene.ts'

suite('filters', () => {
  let t: TestWeb
  let alice: Filterer['alice']
  let app: Api, other: Api
  let make: Filterer['make']
  let clear: Filterer['clear']
  before(async () => {
    t = await startTestWeb()
    ;({ alice, app, other, make, clear } = await makeFilterer(t))
  })
  after(async () => await t.close())

  const filteredOf = async (id: number) => (await app.get(`/api/v1/statuses/${id}`)).json.filtered

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
})
