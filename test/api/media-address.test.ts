import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { startTestWeb, type TestWeb } from '../web.ts'
import { fetched, type Uploader, makeUploader, sources } from './media-scene.ts'

suite('media', () => {
  let t: TestWeb
  let uploaded: Uploader['uploaded']
  before(async () => {
    t = await startTestWeb({ config: { limits: { enabled: false } } })
    ;({ uploaded } = await makeUploader(t))
  })
  after(async () => await t.close())

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
})
