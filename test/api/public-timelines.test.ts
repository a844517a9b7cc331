import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { randomHex, sha256 } from '#base/ids.ts'
import { media } from '#features/media/media.schema.ts'
import { block } from '#features/relationships/block.ts'
import { mute } from '#features/relationships/mute.ts'
import { followers, newViewer, post, unlisted } from '../features/statuses/world.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { idsOf, linksOf, walk } from './links.ts'

suite('timelines for everyone', () => {
  let t: TestWeb
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let alice: Somebody, bob: Somebody, reader: Somebody
  let app: Api
  const posts: string[] = []
  before(async () => {
    t = await startTestWeb()
    alice = await newViewer(t.site, 'alice')
    bob = await newViewer(t.site, 'bob')
    reader = await newViewer(t.site, 'reader')
    app = t.api(await makeToken(t.site, reader, ['read:statuses']))
    for (let i = 0; i < 12; i++)
      posts.unshift(String(await post(t.site, i % 2 ? alice : bob, `number ${i} #Café${i % 3 ? ' #weekly' : ''}`)))
    await post(t.site, alice, 'unlisted #cafe', { audience: unlisted })
    await post(t.site, alice, 'for followers #cafe', { audience: followers })
  })
  after(async () => await t.close())

  const shown = async (path: string) => idsOf((await app.get(path)).json)
  const all = '/api/v1/timelines/public'
  const cafe = '/api/v1/timelines/tag/cafe'

  async function picture(author: Somebody, statusId: number) {
    await t.site.store.tx(async (db) => {
      const file = { storageKey: randomHex(), sha256: sha256('x'), size: 1, mime: 'image/png', name: 'x.png', createdAt: t.clock.now() }
      for (const position of [0, 1]) {
        const own = { id: t.site.ids.next(), accountId: author.accountId, statusId, position }
        await db.insert(media).values({ ...own, ...file, kind: 'image', capability: randomHex() })
      }
    })
  }

  test('hold listed posts and are walked in both directions', async () => {
    for (const path of [all, cafe]) {
      const { ids, back, answers } = await walk(app, `${path}?limit=5`)
      assert.deepEqual(ids, posts)
      assert.equal(linksOf(answers[0]!.headers)['next']?.searchParams.get('max_id'), posts[4])
      assert.equal(linksOf(answers[0]!.headers)['prev']?.searchParams.get('min_id'), posts[0])
      assert.deepEqual(await shown(back!), posts.slice(5, 10))
      assert.equal(answers.at(-1)!.headers.get('link'), null)
      assert.deepEqual(await shown(`${path}?min_id=${posts[8]}&limit=2`), posts.slice(6, 8))
      assert.deepEqual(await shown(`${path}?since_id=${posts[2]}`), posts.slice(0, 2))
    }
  })

  test('are all of this server: `local` is all, `remote` is nothing, both are all', async () => {
    for (const path of [all, cafe]) {
      assert.deepEqual(await shown(`${path}?local=true`), posts)
      assert.deepEqual(await shown(`${path}?remote=true`), [])
      assert.deepEqual(await shown(`${path}?remote=1&local=1`), posts)
    }
  })

  test('answers to others stand under their tag and not in the public timeline, answers to oneself in both', async () => {
    const root = await post(t.site, bob, 'question')
    const answer = String(await post(t.site, alice, 'answer #replies', { replyToId: root }))
    const more = String(await post(t.site, bob, 'and more #replies', { replyToId: root }))
    const first = await shown(`${all}?limit=2`)
    assert.deepEqual(first, [more, String(root)])
    assert.deepEqual(await shown('/api/v1/timelines/tag/replies'), [more, answer])
  })

  test('only_media keeps posts with pictures, each once', async () => {
    const id = await post(t.site, alice, 'look #cafe')
    const hidden = await post(t.site, alice, 'look #cafe', { audience: unlisted })
    for (const one of [id, hidden]) await picture(alice, one)
    assert.deepEqual(await shown(`${all}?only_media=true`), [String(id)])
    assert.deepEqual(await shown(`${cafe}?only_media=true`), [String(id)])
    assert.deepEqual((await shown(`${all}?limit=1`)).length, 1)
  })

  test('tags are found folded, and combined by any, all and none', async () => {
    const weekly = await shown('/api/v1/timelines/tag/weekly')
    assert.equal(weekly.length, 8)
    assert.deepEqual(await shown('/api/v1/timelines/tag/CAF%C3%89?max_id=' + posts[3]), posts.slice(4))
    assert.deepEqual(await shown(`${cafe}?all[]=weekly&max_id=${Number(posts[0]) + 1}`), weekly)
    const rest = posts.filter((id) => !weekly.includes(id))
    assert.deepEqual(await shown(`${cafe}?none[]=Weekly&max_id=${Number(posts[0]) + 1}`), rest)
    const other = String(await post(t.site, alice, 'something #else'))
    assert.deepEqual(await shown(`/api/v1/timelines/tag/else?any[]=weekly&any[]=nobodyusesthis`), [other, ...weekly])
    assert.deepEqual(await shown('/api/v1/timelines/tag/nobodyusesthis'), [])
    assert.deepEqual(await shown(`${cafe}?all[]=nobodyusesthis`), [])
    const both = await walk(app, `${cafe}?all[]=weekly&limit=3`)
    assert.deepEqual(both.ids, weekly)
    const twice = String(await post(t.site, alice, '#else #weekly'))
    assert.deepEqual(await shown('/api/v1/timelines/tag/else?any[]=weekly&limit=2'), [twice, other])
  })

  test('have nothing by, to or about somebody who is muted or blocked, or who blocks the reader', async () => {
    const picky = await newViewer(t.site, 'picky')
    const own = t.api(await makeToken(t.site, picky, ['read:statuses']))
    await mute(t.site, picky, alice.accountId)
    await block(t.site, bob, picky.accountId)
    for (const path of [all, cafe]) assert.deepEqual((await own.get(path)).json, [])
    const about = await post(t.site, reader, `about @${alice.username} #cafe`)
    for (const path of [all, cafe]) assert.ok(!idsOf((await own.get(path)).json).includes(String(about)))
  })

  // SEC:A3 SEC:V23
  test('take a person’s token with read:statuses and nothing else', async () => {
    const wrong = t.api(await makeToken(t.site, reader, ['read:lists', 'write', 'follow']))
    for (const path of [all, cafe]) {
      assert.equal((await wrong.get(path)).status, 403)
      assert.equal((await t.api().get(path)).status, 401)
      assert.equal((await t.api(await makeToken(t.site, null, ['read'])).get(path)).status, 422)
    }
  })
})
