import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, suite, test } from 'node:test'
import sharp from 'sharp'
import { idAt } from '#base/ids.ts'
import { looseFiles } from '#features/files/files.schema.ts'
import { media } from '#features/media/media.schema.ts'
import { newViewer } from '../features/statuses/world.ts'
import type { Api, ApiAnswer } from '../api.ts'
import { makeToken } from '../people.ts'
import { animation, impostors, photo, pngBomb, quarters, recordings } from '../pictures.ts'
import { testStart } from '../site.ts'
import { startTestWeb, type TestWeb } from '../web.ts'

const missing = idAt(testStart + 86_400_000)
const sources = { photo: await photo(), png: await quarters().png().toBuffer(), gif: await animation('gif'), webp: await animation('webp') }

/** A multipart form as apps send it. */
const formOf = (bytes: Buffer, more: Record<string, string> = {}, name = 'IMG_1234.JPG', type = 'image/jpeg') => {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], name, { type }))
  for (const [key, value] of Object.entries(more)) form.set(key, value)
  return form
}

suite('media', () => {
  let t: TestWeb
  type Somebody = Awaited<ReturnType<typeof newViewer>>
  let alice: Somebody
  /** With exactly the scope that each row asks for. */
  let token: string
  let api: Api, writer: Api, reader: Api, other: Api
  before(async () => {
    t = await startTestWeb({ config: { limits: { enabled: false } } })
    alice = await newViewer(t.site, 'alice')
    const bob = await newViewer(t.site, 'bob')
    token = await makeToken(t.site, alice, ['write:media'])
    api = t.api(token)
    writer = t.api(await makeToken(t.site, alice, ['write:statuses']))
    reader = t.api(await makeToken(t.site, alice, ['read', 'write:statuses']))
    other = t.api(await makeToken(t.site, bob))
  })
  after(async () => await t.close())

  const upload = async (bytes: Buffer = sources.png, more: Record<string, string> = {}, as: Api = api): Promise<ApiAnswer> =>
    await as.post('/api/v2/media', { body: formOf(bytes, more) })
  const uploaded = async (bytes?: Buffer, more?: Record<string, string>) => {
    const answer = await upload(bytes, more)
    assert.equal(answer.status, 200, answer.text)
    return answer.json
  }
  const at = (id: string | number) => `/api/v1/media/${id}`
  const fetched = async (address: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(address, { headers, redirect: 'manual' })
    return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) }
  }
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

  suite('GET, PUT, PATCH and DELETE of one', () => {
    test('show and describe what hangs on nothing yet, in JSON and as a form', async () => {
      const { id } = await uploaded()
      assert.equal((await api.get(at(id))).json.description, null)
      const put = await api.put(at(id), { body: { description: 'a field', focus: '0.5,0.5' } })
      assert.deepEqual([put.status, put.json.description, put.json.meta.focus], [200, 'a field', { x: 0.5, y: 0.5 }])
      const patch = await api.patch(at(id), { body: new URLSearchParams({ description: 'another' }) })
      assert.deepEqual([patch.json.description, patch.json.meta.focus], ['another', { x: 0.5, y: 0.5 }])
      const form = new FormData()
      form.set('description', '')
      assert.equal((await api.put(at(id), { body: form })).json.description, null)
      assert.equal((await api.put(at(id), { body: { description: 'x'.repeat(1501) } })).status, 422)
      assert.equal((await api.put(at(id))).status, 200)
    })

    // SEC:V5
    test('answer somebody else and nobody alike', async () => {
      const { id } = await uploaded()
      for (const path of [at(id), at(missing), at('x')]) {
        const answers = [await other.get(path), await other.put(path, { body: { description: 'mine' } }), await other.delete(path)]
        for (const answer of answers) assert.deepEqual([answer.status, answer.text], [404, '{"error":"Record not found"}'])
      }
      assert.equal((await api.get(at(id))).json.description, null)
    })

    test('of what hangs on a post: neither shown nor described, and deleted only with it', async () => {
      const { id } = await uploaded()
      assert.equal((await writer.post('/api/v1/statuses', { body: { media_ids: [id] } })).status, 200)
      assert.equal((await api.get(at(id))).status, 404)
      assert.equal((await api.put(at(id), { body: { description: 'x' } })).status, 404)
      const gone = await api.delete(at(id))
      assert.deepEqual([gone.status, gone.json.error], [422, 'Media attachment is currently used by a status'])
    })

    // SEC:M13
    test('a deleted one is gone from its address at once', async () => {
      const { id, url, preview_url: preview } = await uploaded()
      const { status, json } = await api.delete(at(id))
      assert.deepEqual([status, json], [200, {}])
      for (const address of [url, preview]) assert.equal((await fetched(address)).status, 404)
      assert.equal((await api.delete(at(id))).status, 404)
    })

    test('are refused without the scope', async () => {
      const { id } = await uploaded()
      for (const send of [reader.get, reader.put, reader.patch, reader.delete]) assert.equal((await send(at(id))).status, 403)
      for (const nobody of [t.api().get, t.api().delete]) assert.equal((await nobody(at(id))).status, 401)
    })
  })

  suite('the address of a file', () => {
    // SEC:B9 SEC:F4 SEC:M5
    test('wears the headers of its class and our own type, whatever is asked for', async () => {
      const { url, preview_url: preview } = await uploaded(sources.photo)
      for (const accept of [
        '*/*',
        'application/activity+json',
        'application/ld+json; profile="https://www.w3.org/ns/activitystreams"',
        'text/html',
      ]) {
        for (const address of [url, preview]) {
          const { status, headers } = await fetched(address, { accept })
          assert.equal(status, 200)
          assert.equal(headers.get('content-type'), 'image/jpeg')
          assert.equal(headers.get('x-content-type-options'), 'nosniff')
          assert.match(headers.get('content-security-policy')!, /^default-src 'none';.*sandbox$/)
          assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin')
          assert.equal(headers.get('access-control-allow-origin'), '*')
          assert.equal(headers.get('cache-control'), 'private, max-age=31536000, immutable')
          assert.equal(headers.get('content-disposition'), `inline; filename="IMG_1234.jpg"; filename*=UTF-8''IMG_1234.jpg`)
          assert.equal(headers.get('set-cookie'), null)
        }
      }
    })

    test('gives ranges, and refuses one that lies outside', async () => {
      const { url } = await uploaded(sources.photo)
      const whole = await fetched(url)
      assert.equal(whole.headers.get('content-length'), String(whole.body.length))
      const part = await fetched(url, { range: 'bytes=10-19' })
      assert.deepEqual([part.status, part.body], [206, whole.body.subarray(10, 20)])
      assert.equal(part.headers.get('content-range'), `bytes 10-19/${whole.body.length}`)
      assert.deepEqual((await fetched(url, { range: 'bytes=-7' })).body, whole.body.subarray(-7))
      const outside = await fetched(url, { range: `bytes=${whole.body.length}-` })
      assert.deepEqual(
        [outside.status, outside.headers.get('content-range'), outside.body.length],
        [416, `bytes */${whole.body.length}`, 0],
      )
      const etag = whole.headers.get('etag')!
      assert.equal((await fetched(url, { range: 'bytes=0-1', 'if-range': etag })).status, 206)
      assert.equal((await fetched(url, { range: 'bytes=0-1', 'if-range': '"old"' })).status, 200)
    })

    test('tells who has it already, and answers HEAD', async () => {
      const { url } = await uploaded()
      const { headers, body } = await fetched(url)
      const again = await fetched(url, { 'if-none-match': `"x", W/${headers.get('etag')!}` })
      assert.deepEqual([again.status, again.body.length, again.headers.get('content-length')], [304, 0, null])
      assert.equal((await fetched(url, { 'if-none-match': '"x"' })).status, 200)
      const head = await fetch(url, { method: 'HEAD' })
      assert.deepEqual([head.status, head.headers.get('content-length')], [200, String(body.length)])
    })

    // SEC:M13
    test('is a capability: without credentials it opens, guessed, neighbouring or bent it does not', async () => {
      const { url, preview_url: preview } = await uploaded()
      assert.equal((await fetched(url, { 'user-agent': 'Dalvik/2.1.0' })).status, 200)
      const [, capability = '', name = ''] = /media\/([0-9a-f]{32})\/(.+)$/.exec(url)!
      const next = (BigInt(`0x${capability}`) + 1n).toString(16).padStart(32, '0').slice(-32)
      for (const path of [
        `${next}/${name}`,
        `${capability}/other.jpg`,
        `${capability}/${name}.exe`,
        `${capability.toUpperCase()}/${name}`,
        `${capability}/small/other.png`,
        `${capability}/large/${name}`,
        `${capability}`,
        `${capability}/..%2f..%2fmaster.key`,
        `%00/${name}`,
        '',
      ]) {
        const { status, headers } = await fetched(`${t.url}/media/${path}`)
        assert.equal(status, 404, path)
        assert.doesNotMatch(headers.get('cache-control') ?? '', /max-age=[1-9]/, path)
      }
      assert.equal((await fetched(preview)).status, 200)
      assert.equal((await fetched(url, { cookie: 'session=nobody' })).status, 200)
    })
  })

  suite('on posts', () => {
    const post = async (body: object) => await writer.post('/api/v1/statuses', { body })
    const edit = async (id: string, body: object) => await writer.put(`/api/v1/statuses/${id}`, { body })

    test('hang in the order of the request, also without a word', async () => {
      const [one, two] = [await uploaded(sources.png, { description: 'one' }), await uploaded(sources.gif, { description: 'two' })]
      const { status, json, text } = await post({ status: '', media_ids: [two.id, one.id] })
      assert.equal(status, 200, text)
      assert.deepEqual(
        json.media_attachments.map((file: { description: string }) => file.description),
        ['two', 'one'],
      )
      assert.equal(json.media_attachments[1].url, one.url)
      const form = new URLSearchParams([
        ['status', 'as a form'],
        ['media_ids[]', (await uploaded()).id],
      ])
      assert.equal((await writer.post('/api/v1/statuses', { body: form })).json.media_attachments.length, 1)
    })

    test('a repeated request hangs them once', async () => {
      const { id } = await uploaded()
      const send = async () =>
        await writer.post('/api/v1/statuses', { body: { status: 'x', media_ids: [id] }, headers: { 'idempotency-key': 'same' } })
      const [first, second] = [await send(), await send()]
      assert.deepEqual([first.status, second.status, second.json.id], [200, 200, first.json.id])
    })

    test('are refused when there are too many, or one is not free, not one’s own or not there', async () => {
      const ids = []
      for (let i = 0; i < 5; i++) ids.push((await uploaded()).id)
      const many = await post({ status: 'x', media_ids: ids })
      assert.deepEqual([many.status, many.json.error], [422, 'Cannot attach more than 4 files'])
      const foreign = (await upload(sources.png, {}, other)).json.id
      assert.equal((await post({ status: 'x', media_ids: [ids[0]] })).status, 200)
      for (const wrong of [ids[0], foreign, String(missing), 'x']) {
        const answer = await post({ status: 'x', media_ids: [ids[1], wrong] })
        assert.equal(answer.status, 422, answer.text)
        assert.match(answer.json.error, /^Media \d+ not found or already attached to another post$/)
      }
      assert.equal((await api.get(at(ids[1]))).status, 200)
    })

    test('of two posts at once one gets the picture', async () => {
      const { id } = await uploaded()
      const both = await Promise.all([post({ status: 'a', media_ids: [id] }), post({ status: 'b', media_ids: [id] })])
      assert.deepEqual(
        both.map((answer) => answer.status).sort((a, b) => a - b),
        [200, 422],
      )
    })

    test('an edit changes them, their order and what is said of them, and the history tells it', async () => {
      const [one, two, three] = [await uploaded(sources.png, { description: 'one' }), await uploaded(), await uploaded()]
      const { id } = (await post({ status: 'pictures', media_ids: [one.id, two.id] })).json
      const changes = { media_ids: [three.id, one.id], media_attributes: [{ id: one.id, description: 'said anew', focus: '0,1' }] }
      const { json, text } = await edit(id, { status: 'pictures', ...changes })
      assert.ok(json.edited_at, text)
      assert.deepEqual(
        json.media_attachments.map((file: { id: string; description: string | null }) => [file.id, file.description]),
        [
          [three.id, null],
          [one.id, 'said anew'],
        ],
      )
      assert.deepEqual(json.media_attachments[1].meta.focus, { x: 0, y: 1 })
      assert.equal(json.media_attachments[1].url, one.url)
      // SEC:M13 what was taken off has another address
      assert.equal((await fetched(two.url)).status, 404)
      assert.notEqual((await api.get(at(two.id))).json.url, two.url)
      const history = (await reader.get(`/api/v1/statuses/${id}/history`)).json
      assert.deepEqual(
        history.map((version: { media_attachments: { description: string }[] }) =>
          version.media_attachments.map((file) => file.description),
        ),
        [['one'], [null, 'said anew']],
      )
    })

    test('an edit that says the same is none; one without media_ids takes them off, as in Mastodon', async () => {
      const { id: file } = await uploaded()
      const { id } = (await post({ status: 'same', media_ids: [file] })).json
      assert.equal((await edit(id, { status: 'same', media_ids: [file] })).json.edited_at, null)
      assert.deepEqual((await edit(id, { status: 'same' })).json.media_attachments, [])
      assert.equal((await api.get(at(file))).status, 200)
    })

    test('an edit refuses a thumbnail and a broken focus, and changes nothing', async () => {
      const { id: file } = await uploaded()
      const { id } = (await post({ status: 'same', media_ids: [file] })).json
      for (const wrong of [{ thumbnail: 'words' }, { focus: 'left' }, { description: 'x'.repeat(1501) }]) {
        const answer = await edit(id, { status: 'other', media_ids: [file], media_attributes: [{ id: file, ...wrong }] })
        assert.equal(answer.status, 422, JSON.stringify(wrong).slice(0, 40))
      }
      const { json } = await reader.get(`/api/v1/statuses/${id}`)
      assert.deepEqual([json.content, json.edited_at], ['<p>same</p>', null])
    })

    test('an edit leaves no post of nothing, and takes no file of another post', async () => {
      const { id: file } = await uploaded()
      const bare = (await post({ status: '', media_ids: [file] })).json.id
      assert.equal((await edit(bare, { status: '', media_ids: [] })).status, 422)
      const second = (await post({ status: 'second' })).json.id
      const answer = await edit(second, { status: 'second', media_ids: [file] })
      assert.match(answer.json.error, /already attached to another post/)
      assert.equal((await reader.get(`/api/v1/statuses/${bare}`)).json.media_attachments.length, 1)
    })

    // SEC:M13
    test('a deleted post’s are gone from their addresses and wait for the redraft, unless they go with it', async () => {
      const { id: file, url } = await uploaded(sources.png, { description: 'stays' })
      const { id } = (await post({ status: 'soon gone', media_ids: [file] })).json
      const gone = await writer.delete(`/api/v1/statuses/${id}`)
      const [left] = gone.json.media_attachments
      assert.deepEqual([left.id, left.description], [file, 'stays'])
      assert.equal((await fetched(url)).status, 404)
      assert.equal((await fetched(left.url)).status, 200)
      const redraft = await post({ status: 'again', media_ids: [file] })
      assert.equal(redraft.json.media_attachments[0].url, left.url)
      const ended = await writer.delete(`/api/v1/statuses/${redraft.json.id}?delete_media=true`)
      assert.deepEqual(ended.json.media_attachments, [])
      assert.equal((await fetched(left.url)).status, 404)
      assert.equal((await api.get(at(file))).status, 404)
    })

    test('only_media leaves the others out', async () => {
      const somebody = await newViewer(t.site, 'lister')
      const app = t.api(await makeToken(t.site, somebody, ['read', 'write']))
      const file = (await upload(sources.png, {}, app)).json.id
      const with_ = (await app.post('/api/v1/statuses', { body: { status: 'with', media_ids: [file] } })).json.id
      await app.post('/api/v1/statuses', { body: { status: 'without' } })
      const list = (await app.get(`/api/v1/accounts/${somebody.accountId}/statuses?only_media=true`)).json
      assert.deepEqual(
        list.map((one: { id: string }) => one.id),
        [with_],
      )
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
