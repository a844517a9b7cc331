import assert from 'node:assert/strict'
import { after, before, suite, test, type TestContext } from 'node:test'
import sharp from 'sharp'
import type { Viewer } from '#base/viewer.ts'
import { publishAnnouncement } from '#features/announcements/publish-announcement.ts'
import { react } from '#features/announcements/react.ts'
import { putEmoji } from '#features/emojis/put-emoji.ts'
import { removeEmoji } from '#features/emojis/remove-emoji.ts'
import { looseFiles } from '#features/files/files.schema.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import { jobs } from '#processes/jobs.ts'
import type { Api } from '../api.ts'
import { newViewer, post } from '../features/statuses/world.ts'
import { makeToken } from '../people.ts'
import { animation, asFile, impostors, photo, quarters } from '../pictures.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

const own = (bytes: Buffer) => Buffer.from(bytes)
const still = own(await quarters().png().toBuffer())
const moving = { gif: own(await animation('gif')), webp: own(await animation('webp')) }
const path = '/api/v1/custom_emojis'

suite('emoji of the company', () => {
  let t: TestWeb
  let alice: Viewer & { username: string }
  let app: Api
  before(async () => {
    t = await startTestWeb()
    alice = await newViewer(t.site, 'alice')
    app = t.api(await makeToken(t.site, alice, ['read', 'write:accounts']))
  })
  after(async () => await t.close())

  const put = async (
    c: TestContext,
    shortcode: string,
    bytes: Buffer<ArrayBuffer> = still,
    o: { replace?: boolean; category?: string } = {},
  ) =>
    await putEmoji(t.site, { shortcode, path: asFile(c, bytes), category: o.category ?? null }, { replace: o.replace ?? false, who: null })
  const list = async () => (await app.get(path)).json as { shortcode: string; url: string; static_url: string; category?: string }[]
  const one = async (shortcode: string) => (await list()).find((emoji) => emoji.shortcode === shortcode)!
  const look = async (address: string) => {
    const answer = await fetch(address)
    const body = Buffer.from(await answer.arrayBuffer())
    const found = answer.ok ? await sharp(body).metadata() : undefined
    return { status: answer.status, type: answer.headers.get('content-type'), pages: found?.pages ?? 1, width: found?.width, body }
  }

  // SEC:M8 SEC:M13
  test('are listed with addresses that need no credentials, made anew, moving and still', async (c) => {
    assert.equal(await put(c, 'still_one', still, { category: 'Plain' }), 'added')
    for (const [name, bytes] of Object.entries(moving)) await put(c, name, bytes)
    assert.deepEqual(
      (await list()).map((emoji) => [emoji.shortcode, emoji.category]),
      [
        ['gif', undefined],
        ['still_one', 'Plain'],
        ['webp', undefined],
      ],
    )
    for (const [name, type, pages] of [
      ['still_one', 'image/png', 1],
      ['gif', 'image/gif', 3],
      ['webp', 'image/webp', 3],
    ] as const) {
      const { url, static_url } = await one(name)
      assert.match(url, new RegExp(`^${t.url}/media/[0-9a-f]{32}/${name}\\.${type.slice(6)}$`))
      const [full, quiet] = [await look(url), await look(static_url)]
      assert.deepEqual([full.status, full.type, full.pages], [200, type, pages])
      assert.deepEqual([quiet.status, quiet.type, quiet.pages], [200, 'image/png', 1])
      assert.equal((await look(url.replace(/[0-9a-f]{32}/, '0'.repeat(32)))).status, 404)
      assert.equal((await look(url.replace(name, 'other'))).status, 404)
    }
  })

  // SEC:M1 SEC:M8
  test('are pictures of at most 256 KiB with a proper shortcode, shrunk to 256 pixels, without metadata', async (c) => {
    for (const [name, bytes, status] of [
      ['x', still, 422],
      ['bad-name', still, 422],
      ['../up', still, 422],
      ['a'.repeat(51), still, 422],
      ['jpeg', await photo(), 422],
      ['huge', Buffer.concat([still, Buffer.alloc(256 * 1024)]), 413],
    ] as const)
      await assert.rejects(put(c, name, own(bytes)), { status }, name)
    for (const [kind, bytes] of Object.entries(impostors)) await assert.rejects(put(c, 'imp', own(bytes)), { status: 422 }, kind)
    const wide = await quarters(800, 200)
      .withExif({ IFD0: { Copyright: 'Somebody Secret' } })
      .png()
      .toBuffer()
    await put(c, 'wide', own(wide))
    const { width, body } = await look((await one('wide')).url)
    assert.deepEqual([width, body.includes('Secret')], [256, false])
  })

  test('stay as they are, or are replaced under a new address, or removed; the old bytes go', async (c) => {
    await put(c, 'blob')
    const before = await one('blob')
    assert.equal(await put(c, 'blob', moving.gif), 'kept')
    assert.deepEqual(await one('blob'), before)
    assert.equal(await put(c, 'blob', moving.gif, { replace: true }), 'replaced')
    const now = await one('blob')
    assert.notEqual(now.url, before.url)
    assert.deepEqual([(await look(before.url)).status, (await look(now.url)).status], [404, 200])
    await removeEmoji(t.site, 'blob', null)
    assert.equal(await one('blob'), undefined)
    assert.equal((await look(now.url)).status, 404)
    await assert.rejects(removeEmoji(t.site, 'blob', null), { status: 404 })
    await drainJobs(t.site, jobs)
    assert.deepEqual(await t.site.store.read.select().from(looseFiles), [])
  })

  test('stand in posts, profiles and announcements whose words name them, each once, and in no others', async (c) => {
    for (const name of ['blobcat', 'party']) await put(c, name)
    const codes = async (words: string, warning = '') => {
      const id = await post(t.site, alice, words, { warning })
      return (await app.get(`/api/v1/statuses/${id}`)).json.emojis.map((emoji: { shortcode: string }) => emoji.shortcode)
    }
    assert.deepEqual(await codes(':party: and :blobcat: :party: (:none:)', ':blobcat:'), ['blobcat', 'party'])
    assert.deepEqual(await codes(`at 10:party:20 or a:party: :Party: : party : x:party:`), [])
    assert.deepEqual(await codes('plain'), [])
    const made = await t.api(await makeToken(t.site, alice)).post('/api/v1/statuses', {
      body: { status: 'Which?', poll: { options: [':party:', 'none'], expires_in: 600 } },
    })
    assert.deepEqual([made.json.poll.emojis[0].shortcode, made.json.emojis[0].shortcode], ['party', 'party'])
    const fields_attributes = [{ name: 'Team', value: ':blobcat:' }]
    const { json } = await app.patch('/api/v1/accounts/update_credentials', { body: { note: 'Hello :party:', fields_attributes } })
    assert.deepEqual(
      json.emojis.map((emoji: { shortcode: string }) => emoji.shortcode),
      ['party', 'blobcat'],
    )
    const id = await publishAnnouncement(t.site, { text: ':party:!', language: 'en', startsAt: null, endsAt: null, allDay: false }, null)
    await react(t.site, alice, id, 'blobcat')
    const [announcement] = (await app.get('/api/v1/announcements')).json
    const { url, static_url } = await one('blobcat')
    assert.equal(announcement.emojis[0].shortcode, 'party')
    assert.deepEqual(announcement.reactions, [{ name: 'blobcat', count: 1, me: true, url, static_url }])
    await removeEmoji(t.site, 'blobcat', null)
    assert.deepEqual((await app.get('/api/v1/announcements')).json[0].reactions, [{ name: 'blobcat', count: 1, me: true }])
  })

  // SEC:A4
  test('are told to apps and people, not to strangers', async () => {
    assert.equal((await t.api().get(path)).status, 401)
    assert.equal((await t.api(await makeToken(t.site, null, ['read'])).get(path)).status, 200)
    assert.equal((await t.api(await makeToken(t.site, alice, ['push'])).get(path)).status, 200)
  })
})
