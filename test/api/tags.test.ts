import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { follow } from '#features/relationships/follow.ts'
import { mute } from '#features/relationships/mute.ts'
import { followers, newViewer, post, unlisted } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { exactly } from '../exact.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { idsOf, linksOf } from './links.ts'

suite('tags', () => {
  let t: TestWeb
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let alice: Somebody, reader: Somebody
  let app: Api
  before(async () => {
    t = await startTestWeb()
    alice = await newViewer(t.site, 'alice')
    reader = await newViewer(t.site, 'reader')
    app = exactly(t, reader)
    for (let i = 0; i < 5; i++) await follow(t.site, reader, (await newViewer(t.site, `f${i}`)).accountId)
  })
  after(async () => await t.close())

  const home = async () => idsOf((await app.get('/api/v1/timelines/home')).json)

  test('show their spelling, their last seven days and whether one follows them', async () => {
    await post(t.site, alice, 'one #Größe')
    t.clock.advance(86_400_000)
    await post(t.site, alice, 'two #größe')
    await post(t.site, await newViewer(t.site, 'other'), 'three #groesse #Grosse')
    await post(t.site, alice, 'unlisted #größe', { audience: unlisted })
    const { json } = await app.get('/api/v1/tags/GRÖßE')
    assert.match(json.id, /^\d+$/)
    assert.deepEqual([json.name, json.following], ['Größe', false])
    assert.equal(json.url, `${t.url}/tags/${encodeURIComponent('größe'.normalize('NFD').replace(/\p{M}/gu, ''))}`)
    assert.equal(json.history.length, 7)
    const today = Math.floor(t.clock.now() / 86_400_000) * 86_400
    assert.deepEqual(json.history[0], { day: String(today), accounts: '1', uses: '1' })
    assert.deepEqual(json.history[1], { day: String(today - 86_400), accounts: '1', uses: '1' })
    assert.equal(json.history[2].uses, '0')
  })

  // SEC:V6
  test('that nobody has used, or only where not everyone may know of it, have no id; what can be no tag is a 404', async () => {
    await post(t.site, alice, 'quiet #merger', { audience: followers })
    const blank = (await app.get('/api/v1/tags/nevermentioned')).json
    const hidden = (await app.get('/api/v1/tags/merger')).json
    assert.equal(blank.id, '')
    assert.deepEqual({ ...hidden, name: '', url: '' }, { ...blank, name: '', url: '' })
    for (const name of ['123', 'a%20b', 'a-b', '%23', 'x'.repeat(600)]) {
      assert.equal((await app.get(`/api/v1/tags/${name}`)).status, 404, name)
      assert.equal((await app.post(`/api/v1/tags/${name}/follow`)).status, 404, name)
    }
  })

  test('are followed and unfollowed, as often as one likes', async () => {
    for (let i = 0; i < 2; i++) assert.equal((await app.post('/api/v1/tags/Launch/follow')).json.following, true)
    assert.equal((await app.get('/api/v1/tags/launch')).json.following, true)
    for (let i = 0; i < 2; i++) assert.equal((await app.post('/api/v1/tags/launch/unfollow')).json.following, false)
    assert.equal((await app.post('/api/v1/tags/nobodyfollows/unfollow')).status, 200)
  })

  test('that are followed are listed newest first, with links by the follow', async () => {
    const names = ['red', 'green', 'blue', 'grey', 'pink']
    for (const name of names) await app.post(`/api/v1/tags/${name}/follow`)
    names.reverse()
    const all = await app.get('/api/v1/followed_tags')
    const called = (json: { name: string; following: boolean }[]) => json.map((tag) => tag.name)
    assert.deepEqual(called(all.json), names)
    assert.ok(all.json.every((tag: { following: boolean }) => tag.following))
    assert.equal(linksOf(all.headers)['next'], undefined)
    const seen: string[] = []
    const ups: URL[] = []
    for (let path: string | undefined = '/api/v1/followed_tags?limit=2'; path;) {
      const page = await app.get(path)
      seen.push(...called(page.json))
      const links = linksOf(page.headers)
      if (links['prev']) ups.push(links['prev'])
      path = links['next'] && links['next'].pathname + links['next'].search
    }
    assert.deepEqual(seen, names)
    const prev = ups[0]!
    assert.ok(prev.searchParams.get('since_id'))
    await app.post('/api/v1/tags/new/follow')
    assert.deepEqual(called((await app.get(prev.pathname + prev.search)).json), ['new'])
    const min = linksOf((await app.get('/api/v1/followed_tags?limit=6')).headers)['next']!.searchParams.get('max_id')
    assert.deepEqual(called((await app.get(`/api/v1/followed_tags?limit=1&min_id=${min}`)).json), ['green'])
  })

  test('bring listed posts home while they are followed, answers too, and nothing else', async () => {
    await app.post('/api/v1/tags/Report/follow')
    await app.post('/api/v1/tags/quarter/follow')
    const root = await post(t.site, alice, 'question')
    const wanted = [
      String(await post(t.site, alice, 'answer #report', { replyToId: root })),
      String(await post(t.site, alice, 'done #report #quarter')),
    ].reverse()
    await post(t.site, alice, 'unlisted #report', { audience: unlisted })
    await post(t.site, alice, 'private #report', { audience: followers })
    assert.deepEqual(await home(), wanted)
    const page = await app.get('/api/v1/timelines/home?limit=1')
    const next = linksOf(page.headers)['next']!
    assert.deepEqual(idsOf((await app.get(next.pathname + next.search)).json), wanted.slice(1))
    await mute(t.site, reader, alice.accountId)
    assert.deepEqual(await home(), [])
  })

  // SEC:A3
  test('take the right scope, or `follow`, and a person', async () => {
    const only = async (...scopes: string[]) => t.api(await makeToken(t.site, reader, scopes))
    const old = await only('follow')
    assert.equal((await old.get('/api/v1/followed_tags')).status, 200)
    assert.equal((await old.post('/api/v1/tags/x/follow')).status, 200)
    const wrong = await only('read:statuses', 'write:statuses')
    assert.equal((await wrong.get('/api/v1/tags/x')).status, 200)
    assert.equal((await wrong.get('/api/v1/followed_tags')).status, 403)
    assert.equal((await (await only('read:follows')).post('/api/v1/tags/x/follow')).status, 403)
    assert.equal((await (await only('read:follows')).post('/api/v1/tags/x/unfollow')).status, 403)
    for (const path of ['/api/v1/tags/x', '/api/v1/followed_tags']) {
      assert.equal((await t.api().get(path)).status, 401)
      assert.equal((await t.api(await makeToken(t.site, null, ['read', 'follow'])).get(path)).status, 422)
    }
  })
})
