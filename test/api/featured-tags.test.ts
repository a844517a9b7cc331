import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { block } from '#features/relationships/block.ts'
import { deleteStatus } from '#features/statuses/delete.ts'
import { editStatus } from '#features/statuses/edit.ts'
import { followers, newViewer, post, unlisted } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { exactly } from '../exact.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

type Tag = { id: string; name: string; statuses_count: string; last_status_at: string | null }

suite('featured hashtags', () => {
  let t: TestWeb
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let me: Somebody, other: Somebody
  let app: Api
  before(async () => {
    t = await startTestWeb()
    me = await newViewer(t.site, 'me')
    other = await newViewer(t.site, 'other')
    app = exactly(t, me)
  })
  after(async () => await t.close())

  const feature = async (name: string, by = app) => await by.post('/api/v1/featured_tags', { body: { name } })
  const list = async (path = '/api/v1/featured_tags', by = app): Promise<Tag[]> => (await by.get(path)).json
  const names = async (path?: string, by?: Api) => (await list(path, by)).map((tag) => tag.name)
  const clear = async () => {
    for (const { id } of await list()) assert.deepEqual((await app.delete(`/api/v1/featured_tags/${id}`)).json, {})
  }
  const today = () => new Date(t.clock.now()).toISOString().slice(0, 10)

  test('count what the account has posted for everyone here, through posting, editing and deleting', async () => {
    const made = await feature('#Garden')
    assert.equal(made.status, 200)
    assert.deepEqual(
      { ...made.json, id: '' },
      { id: '', name: 'Garden', url: `${t.url}/tags/garden`, statuses_count: '0', last_status_at: null },
    )
    const first = await post(t.site, me, 'one #garden')
    const quiet = await post(t.site, me, 'two #Garden', { audience: unlisted })
    await post(t.site, me, 'three #garden', { audience: followers })
    await post(t.site, other, 'four #garden')
    const shown = async () => {
      const [tag] = await list()
      return [tag?.statuses_count, tag?.last_status_at]
    }
    assert.deepEqual(await shown(), ['2', today()])
    await editStatus(t.site, me, first, { text: 'no more of it' })
    assert.deepEqual(await shown(), ['1', today()])
    await editStatus(t.site, me, first, { text: 'again #garden' })
    await deleteStatus(t.site, me, quiet)
    assert.deepEqual(await shown(), ['1', today()])
    await deleteStatus(t.site, me, first)
    assert.deepEqual(await shown(), ['0', null])
    await clear()
    assert.deepEqual(await list(), [])
  })

  test('come most used first, at most ten, each once', async () => {
    for (let i = 0; i < 10; i++) assert.equal((await feature(`tag${i}`)).status, 200)
    for (const text of ['#tag7', '#tag7 #tag3']) await post(t.site, me, text)
    assert.deepEqual((await names()).slice(0, 2), ['tag7', 'tag3'])
    const refused = async (name: string) => {
      const { status, json } = await feature(name)
      return [status, json.error]
    }
    assert.deepEqual(await refused('tag10'), [422, 'Validation failed: You have already featured the maximum number of hashtags'])
    assert.deepEqual(await refused('TAG3'), [422, 'Validation failed: Name has already been taken'])
    assert.deepEqual(await refused('not a tag'), [422, 'Validation failed: Name is invalid'])
    assert.deepEqual(await refused('123'), [422, 'Validation failed: Name is invalid'])
    assert.deepEqual(await refused('x'.repeat(600)), [422, 'Validation failed: Name is invalid'])
    for (const body of [{}, { name: '' }, { name: ' ' }]) {
      const { status, json } = await app.post('/api/v1/featured_tags', { body })
      assert.deepEqual([status, json.error], [400, 'param is missing or the value is empty or invalid: name'])
    }
    assert.equal((await app.post('/api/v1/tags/eleventh/feature')).status, 422)
    assert.equal((await app.post('/api/v1/tags/tag3/feature')).status, 200)
    assert.equal((await list()).length, 10)
    await clear()
  })

  test('are made and ended by the name of a tag too, as often as one likes', async () => {
    for (let i = 0; i < 2; i++) {
      const { json } = await app.post('/api/v1/tags/Harvest/feature')
      assert.deepEqual([json.name, json.featuring, json.following], ['Harvest', true, false])
      assert.match(json.id, /^\d+$/)
    }
    assert.equal((await app.get('/api/v1/tags/harvest')).json.featuring, true)
    assert.equal((await t.api(await makeToken(t.site, other)).get('/api/v1/tags/harvest')).json.featuring, false)
    for (let i = 0; i < 2; i++) assert.equal((await app.post('/api/v1/tags/HARVEST/unfeature')).json.featuring, false)
    assert.equal((await app.post('/api/v1/tags/neverused/unfeature')).json.featuring, false)
    for (const verb of ['feature', 'unfeature']) assert.equal((await app.post(`/api/v1/tags/12/${verb}`)).status, 404)
    assert.deepEqual(await list(), [])
  })

  test('are suggested from one’s newest posts, those of most use first, without those that are featured', async () => {
    const writer = await newViewer(t.site, 'writer')
    const by = exactly(t, writer)
    for (const text of ['#often #seldom', '#often #shown', '#often #shown #closed']) await post(t.site, writer, text)
    await post(t.site, other, '#foreign')
    await feature('shown', by)
    const suggested = await names('/api/v1/featured_tags/suggestions', by)
    assert.equal(suggested[0], 'often')
    assert.deepEqual(suggested.toSorted(), ['closed', 'often', 'seldom'])
    await post(t.site, writer, Array.from({ length: 20 }, (_, i) => `#many${i}`).join(' '))
    assert.equal((await names('/api/v1/featured_tags/suggestions', by)).length, 10)
  })

  test('stand on the profile for whoever sees it', async () => {
    const owner = await newViewer(t.site, 'owner')
    await feature('shown', t.api(await makeToken(t.site, owner)))
    const path = `/api/v1/accounts/${owner.accountId}/featured_tags`
    assert.deepEqual(await names(path), ['shown'])
    assert.equal((await app.get('/api/v1/accounts/1/featured_tags')).status, 404)
    await block(t.site, owner, me.accountId)
    assert.deepEqual(await names(path), [])
    const third = t.api(await makeToken(t.site, other, ['read:accounts']))
    assert.deepEqual(await names(path, third), ['shown'])
    await t.site.store.tx(async (db) => await db.update(accounts).set({ suspendedAt: 1 }).where(eq(accounts.id, owner.accountId)))
    assert.deepEqual(await names(path, third), [])
  })

  // SEC:A3 SEC:V5
  test('take the right scope and a person, and are ended by their owner alone', async () => {
    const { id } = (await feature('mine')).json
    const foreign = exactly(t, other)
    const none = await foreign.delete('/api/v1/featured_tags/1')
    const theirs = await foreign.delete(`/api/v1/featured_tags/${id}`)
    assert.deepEqual([theirs.status, theirs.text], [404, none.text])
    assert.deepEqual(await names(), ['mine'])
    const wrong = t.api(await makeToken(t.site, me, ['read:statuses', 'write:statuses', 'follow']))
    const reads = ['/api/v1/featured_tags', '/api/v1/featured_tags/suggestions', `/api/v1/accounts/${me.accountId}/featured_tags`]
    for (const path of reads) {
      assert.equal((await wrong.get(path)).status, 403, path)
      assert.equal((await t.api().get(path)).status, 401, path)
      assert.equal((await t.api(await makeToken(t.site, null, ['read'])).get(path)).status, 422, path)
    }
    const reader = t.api(await makeToken(t.site, me, ['read:accounts']))
    for (const by of [wrong, reader]) {
      assert.equal((await feature('more', by)).status, 403)
      assert.equal((await by.delete(`/api/v1/featured_tags/${id}`)).status, 403)
      for (const verb of ['feature', 'unfeature']) assert.equal((await by.post(`/api/v1/tags/more/${verb}`)).status, 403)
    }
  })
})
