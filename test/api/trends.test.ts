import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { eq } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { mute } from '#features/relationships/mute.ts'
import { boost } from '#features/statuses/boost.ts'
import { favourite } from '#features/statuses/favourite.ts'
import { followers, newViewer, post, unlisted } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { idsOf, linksOf } from './links.ts'

const week = 7 * 86_400_000

suite('trends', () => {
  let t: TestWeb
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let people: Somebody[], reader: Somebody
  let app: Api
  before(async () => {
    t = await startTestWeb()
    people = await Promise.all([0, 1, 2].map(async (i) => await newViewer(t.site, `p${i}`)))
    reader = await newViewer(t.site, 'reader')
    app = t.api(await makeToken(t.site, reader, ['read:statuses']))
  })
  after(async () => await t.close())

  /** All pages of a list that pages by offset, two at a time. */
  async function walked(path: string): Promise<{ name: string; id: string }[]> {
    const seen: { name: string; id: string }[] = []
    for (let at: string | undefined = `${path}?limit=2`; at;) {
      const page = await app.get(at)
      seen.push(...page.json)
      const { next, prev } = linksOf(page.headers)
      if (seen.length > 2)
        assert.equal(prev?.searchParams.get('offset'), String(Number(new URL(t.url + at).searchParams.get('offset')) - 2))
      assert.ok(seen.length < 50)
      at = next && next.pathname + next.search
    }
    return seen
  }

  test('are hashtags of listed posts of a week, by how many people use them', async () => {
    const [a, b, c] = people as [Somebody, Somebody, Somebody]
    for (const by of [a, b]) await post(t.site, by, '#old')
    t.clock.advance(week)
    for (const by of [a, b, c]) await post(t.site, by, '#Three')
    for (const by of [a, b]) await post(t.site, by, '#two')
    for (const by of [a, b, a]) await post(t.site, by, '#twoandmore')
    for (let i = 0; i < 5; i++) await post(t.site, a, '#alone')
    for (const by of [a, b]) await post(t.site, by, '#quiet', { audience: unlisted })
    for (const by of [a, b]) await post(t.site, by, '#close', { audience: followers })
    const { json, headers } = await app.get('/api/v1/trends/tags')
    assert.deepEqual(
      json.map((tag: { name: string }) => tag.name),
      ['Three', 'twoandmore', 'two'],
    )
    assert.equal(headers.get('link'), null)
    assert.deepEqual([json[0].history[0].accounts, json[0].history[0].uses, json[0].following], ['3', '3', false])
    const old = await app.get('/api/v1/trends')
    assert.deepEqual([old.json, old.headers.get('deprecation')], [json, '@1648598400'])
    for (const path of ['/api/v1/trends/tags', '/api/v1/trends']) assert.deepEqual(await walked(path), json)
    assert.equal((await app.get('/api/v1/trends/tags?offset=99999')).json.length, 0)
  })

  test('are posts of the public timeline of a week, by how often they were passed on and liked', async () => {
    const [a, b, c] = people as [Somebody, Somebody, Somebody]
    const faded = await post(t.site, a, 'faded')
    await boost(t.site, b, faded)
    t.clock.advance(week)
    const liked = await post(t.site, a, 'liked')
    const passed = await post(t.site, a, 'passed on')
    const both = await post(t.site, b, 'both')
    await post(t.site, c, 'neither')
    const answer = await post(t.site, b, 'an answer', { replyToId: liked })
    const quiet = await post(t.site, a, 'unlisted', { audience: unlisted })
    for (const id of [liked, both, answer, quiet]) await favourite(t.site, c, id)
    for (const id of [passed, both, quiet]) await boost(t.site, c, id)
    const wanted = [both, passed, liked].map(String)
    const path = '/api/v1/trends/statuses'
    assert.deepEqual(idsOf((await app.get(path)).json), wanted)
    assert.deepEqual(idsOf(await walked(path)), wanted)
    await t.site.store.tx(async (db) => await db.update(accounts).set({ discoverable: false }).where(eq(accounts.id, b.accountId)))
    assert.deepEqual(idsOf((await app.get(path)).json), wanted.slice(1))
    await mute(t.site, reader, a.accountId)
    assert.deepEqual((await app.get(path)).json, [])
  })

  test('are no links yet, and no other servers', async () => {
    assert.deepEqual((await app.get('/api/v1/trends/links?limit=5&offset=5')).json, [])
    assert.deepEqual((await app.get('/api/v1/peers/search?q=example')).json, [])
  })

  // SEC:A3 SEC:V23
  test('take a person, and the scope of lists of posts for posts', async () => {
    const bare = t.api(await makeToken(t.site, reader, ['profile']))
    const paths = ['/api/v1/trends', '/api/v1/trends/tags', '/api/v1/trends/links']
    for (const path of [...paths, '/api/v1/trends/statuses']) {
      assert.equal((await t.api().get(path)).status, 401, path)
      assert.equal((await t.api(await makeToken(t.site, null, ['read'])).get(path)).status, 422, path)
      assert.equal((await bare.get(path)).status, paths.includes(path) ? 200 : 403, path)
    }
    assert.equal((await t.api().get('/api/v1/peers/search?q=a')).status, 401)
  })
})
