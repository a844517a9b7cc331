import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Api } from '../api.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { type Filterer, makeFilterer, v1, v2 } from './filters-scene.ts'

suite('filters', () => {
  let t: TestWeb
  let app: Api
  let make: Filterer['make']
  let clear: Filterer['clear']
  before(async () => {
    t = await startTestWeb()
    ;({ app, make, clear } = await makeFilterer(t))
  })
  after(async () => await t.close())

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
})
