import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, suite, test } from 'node:test'
import sharp from 'sharp'
import { looseFiles } from '#features/files/files.schema.ts'
import { media } from '#features/media/media.schema.ts'
import type { Api } from '../api.ts'
import { makeToken } from '../people.ts'
import { impostors, pngBomb, recordings } from '../pictures.ts'
import { startTestWeb, type TestWeb } from '../web.ts'
import { fetched, formOf, type Uploader, makeUploader, sources } from './media-scene.ts'

suite('media', () => {
  let t: TestWeb
  let alice: Uploader['alice']
  let token: string
  let api: Api
  let upload: Uploader['upload']
  let uploaded: Uploader['uploaded']
  before(async () => {
    t = await startTestWeb({ config: { limits: { enabled: false } } })
    ;({ alice, token, api, upload, uploaded } = await makeUploader(t))
  })
  after(async () => await t.close())

  const leftovers = () => ({
    uploads: readdirSync(join(t.data, 'uploads')),
    incoming: readdirSync(join(t.data, 'media'), { recursive: true }).filter((name) => String(name).includes('incoming/')),
  })
  const objects = () =>
    readdirSync(join(t.data, 'media'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length

  suite('POST', () => {
    test('answers at once with both addresses, sizes, focus, description and blurhash', async () => {
      const { json } = await upload(sources.photo, { description: 'four fields', focus: '0.25,-2' })
      assert.deepEqual([json.type, json.description, json.meta.focus], ['image', 'four fields', { x: 0.25, y: -1 }])
      assert.deepEqual(json.meta.original, { width: 40, height: 80, size: '40x80', aspect: 0.5 })
      assert.deepEqual(json.meta.small, json.meta.original)
      assert.match(json.url, new RegExp(`^${t.url}/media/[0-9a-f]{32}/IMG_1234\\.jpg$`))
      assert.match(json.preview_url, new RegExp(`^${t.url}/media/[0-9a-f]{32}/small/IMG_1234\\.jpg$`))
      assert.equal(typeof json.blurhash, 'string')
    })

    // SEC:M8
    test('serves nothing of what the camera noted', async () => {
      const { url, preview_url: preview } = await uploaded(sources.photo)
      for (const address of [url, preview]) {
        const { body, status } = await fetched(address)
        assert.equal(status, 200)
        const found = await sharp(body).metadata()
        assert.deepEqual([found.exif, found.xmp, found.orientation, found.width], [undefined, undefined, undefined, 40])
        assert.equal(body.includes('Spyphone'), false)
      }
    })

    test('keeps an animation an image that moves', async () => {
      for (const name of ['gif', 'webp'] as const) {
        const { json } = await api.post('/api/v1/media', { body: formOf(sources[name], {}, `dance.${name}`, `image/${name}`) })
        assert.equal(json.type, 'image')
        const { body, headers } = await fetched(json.url)
        assert.deepEqual([headers.get('content-type'), (await sharp(body).metadata()).pages], [`image/${name}`, 3])
      }
    })

    // SEC:M1 SEC:M3 SEC:M6 SEC:F4
    test('refuses what is no picture, under whatever name and type it comes', async () => {
      for (const [name, bytes] of Object.entries(impostors).filter(([, found]) => found.length > 0)) {
        const answer = await api.post('/api/v2/media', { body: formOf(bytes, {}, 'holiday.png', 'image/png') })
        assert.equal(answer.status, 422, `${name}: ${answer.text}`)
        assert.equal(answer.json.error, 'Only pictures can be uploaded: JPEG, PNG, GIF, WebP or AVIF')
      }
    })

    test('says so when it is video or audio', async () => {
      for (const [name, bytes] of Object.entries(recordings)) {
        const answer = await api.post('/api/v2/media', { body: formOf(bytes, {}, `x.${name}`, 'video/mp4') })
        assert.equal(answer.status, 422)
        assert.match(answer.json.error, /^Video and audio cannot be uploaded here/, name)
      }
    })

    // SEC:M10
    test('refuses a bomb, a torn file, no file, a file in words, a long description, a broken focus and a thumbnail', async () => {
      const cases: [Buffer | undefined, Record<string, string>, RegExp][] = [
        [pngBomb(30_000, 30_000), {}, /too large: at most 33,177,600 pixels/],
        [sources.photo.subarray(0, sources.photo.length - 400), {}, /damaged/],
        [undefined, {}, /File can't be blank/],
        [undefined, { file: 'words' }, /File is invalid/],
        [sources.png, { description: 'x'.repeat(1501) }, /Description is too long \(maximum is 1500 characters\)/],
        [sources.png, { focus: 'left,right' }, /Focus is invalid/],
        [sources.png, { focus: '1' }, /Focus is invalid/],
        [sources.png, { thumbnail: 'words' }, /A thumbnail cannot be set here/],
      ]
      for (const [bytes, more, sentence] of cases) {
        const form = bytes ? formOf(bytes, more) : new FormData()
        if (!bytes) for (const [key, value] of Object.entries({ ...more, description: '' })) form.set(key, value)
        const answer = await api.post('/api/v2/media', { body: form })
        assert.equal(answer.status, 422, answer.text)
        assert.match(answer.json.error, sentence)
      }
      assert.equal((await upload(sources.png, { description: 'x'.repeat(1500), focus: '', thumbnail: '' })).status, 200)
    })

    // SEC:M9
    test('counts while the bytes come: 413 for more than 16 MiB, whatever was announced, and nothing is left', async () => {
      await uploaded()
      const before = objects()
      const large = await upload(Buffer.concat([sources.png, Buffer.alloc(16 * 1024 * 1024)]))
      assert.equal(large.status, 413, large.text)
      // Chunked: no length is said, so that only counting helps.
      const form = new Response(formOf(Buffer.alloc(18 * 1024 * 1024, 1)))
      const headers = { 'content-type': form.headers.get('content-type')!, authorization: `Bearer ${token}` }
      const sent = request(`${t.url}/api/v2/media`, { method: 'POST', headers })
      // The server hangs up when it has heard enough.
      sent.on('error', () => undefined)
      const answered = once(sent, 'response') as Promise<[IncomingMessage]>
      Readable.from(form.body!).pipe(sent)
      const [answer] = await answered
      answer.resume()
      assert.equal(answer.statusCode, 413)
      assert.deepEqual(leftovers(), { uploads: [], incoming: [] })
      assert.equal(objects(), before)
      assert.deepEqual(await t.site.store.read.select().from(looseFiles), [])
    })

    // SEC:T2 SEC:B9
    test('makes the key itself; of the name only letters and digits stand in the address', async () => {
      for (const [given, name] of [
        ['../../etc/x.png', 'x.png'],
        ['a%2f..\\b.svg', 'b.png'],
        ['.htaccess', 'picture.png'],
        ['Grüße aus 東京!.jpeg', 'Grüße-aus-東京.png'],
        ['<script>.html', 'script.png'],
        ['a;b=c.png', 'a-b-c.png'],
        [`${'n'.repeat(300)}.png`, `${'n'.repeat(80)}.png`],
      ] as const) {
        const { json, text } = await api.post('/api/v2/media', { body: formOf(sources.png, {}, given, 'image/png') })
        assert.ok(json.url, text)
        assert.equal(decodeURIComponent(json.url.split('/').at(-1)), name)
        assert.equal((await fetched(json.url)).status, 200, given)
      }
      const rows = await t.site.store.read.select().from(media)
      for (const row of rows) assert.match(row.storageKey, /^[0-9a-f]{2}\/[0-9a-f]{32}$/)
      assert.equal(new Set(rows.flatMap((row) => [row.storageKey, row.capability, row.preview!.key])).size, rows.length * 3)
    })

    test('is refused without the scope and to an app', async () => {
      for (const [token_, status] of [
        [undefined, 401],
        [await makeToken(t.site, alice, ['read', 'write:statuses']), 403],
        [await makeToken(t.site, null, ['write']), 422],
      ] as const)
        for (const path of ['/api/v1/media', '/api/v2/media'])
          assert.equal((await t.api(token_).post(path, { body: formOf(sources.png) })).status, status)
    })
  })

  test('the instance lists the types that are read, and no video or audio', async () => {
    for (const path of ['/api/v1/instance', '/api/v2/instance']) {
      const { media_attachments: said } = (await t.api().get(path)).json.configuration
      for (const type of said.supported_mime_types) assert.match(type, /^image\//)
      assert.deepEqual([said.image_size_limit, said.image_matrix_limit], [16_777_216, 33_177_600])
    }
  })
})
