import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { post } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { type Filterer, makeFilterer, v1, v2 } from './filters-scene.ts'

suite('filters', () => {
  let t: TestWeb
  let alice: Filterer['alice']
  let reader: Filterer['reader']
  let app: Api, other: Api
  let make: Filterer['make']
  let clear: Filterer['clear']
  before(async () => {
    t = await startTestWeb()
    ;({ alice, reader, app, other, make, clear } = await makeFilterer(t))
  })
  after(async () => await t.close())

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
