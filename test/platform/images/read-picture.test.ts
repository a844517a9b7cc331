import assert from 'node:assert/strict'
import { type TestContext, suite, test } from 'node:test'
import { decode, isBlurhashValid } from 'blurhash'
import sharp from 'sharp'
import { Refusal } from '#base/errors.ts'
import { readFace } from '#platform/images/read-face.ts'
import { readPicture } from '#platform/images/read-picture.ts'
import { animation, asFile, gifBomb, impostors, photo, pngBomb, quarters, recordings } from '../../pictures.ts'

// Made before the first picture is read: that blocks all loaders but five, in this process too.
const sources = {
  photo: await photo(),
  upright: await quarters().jpeg().toBuffer(),
  png: await quarters().png().toBuffer(),
  clear: await quarters().ensureAlpha(0.5).png().toBuffer(),
  webp: await quarters().webp().toBuffer(),
  avif: await quarters().avif().toBuffer(),
  clearAvif: await quarters().ensureAlpha(0.5).avif().toBuffer(),
  stillGif: await quarters().gif().toBuffer(),
  gif: await animation('gif'),
  animatedWebp: await animation('webp'),
  wide: await quarters(6000, 3000).png().toBuffer(),
}

const read = async (t: TestContext, bytes: Buffer) => await readPicture(asFile(t, bytes))
const refused = (code: string) => (e: unknown) => e instanceof Refusal && e.status === 422 && e.code === code
const pixel = async (bytes: Buffer, left: number, top: number) => {
  const { data } = await sharp(bytes).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return [...data].map((value) => (value > 127 ? 1 : 0)).join('')
}

suite('reading a picture', () => {
  // SEC:M8
  test('leaves nothing of what the camera noted: no place, no device, no comment', async (t) => {
    const before = await sharp(sources.photo).metadata()
    assert.ok(before.exif && before.xmp && sources.photo.includes('Spyphone'))
    const { full, small } = await read(t, sources.photo)
    for (const { body } of [full, small]) {
      const after = await sharp(body).metadata()
      assert.deepEqual([after.exif, after.xmp, after.iptc, after.icc, after.comments], Array(5).fill(undefined))
      for (const secret of ['Spyphone', 'Somebody Secret', 'xmp-secret', 'GPS', 'Exif']) assert.equal(body.includes(secret), false, secret)
    }
  })

  test('holds it as the camera was held', async (t) => {
    const { full, small } = await read(t, sources.photo)
    assert.deepEqual([full.width, full.height, small.width, small.height], [40, 80, 40, 80])
    assert.equal((await sharp(full.body).metadata()).orientation, undefined)
    // Turned by a quarter to the right: what was at the bottom left is at the top left.
    assert.deepEqual(await Promise.all([pixel(full.body, 5, 5), pixel(full.body, 35, 5)]), ['010', '100'])
    const upright = await read(t, sources.upright)
    assert.deepEqual([upright.full.width, upright.full.height], [80, 40])
  })

  // SEC:F4
  test('has a type of our own table', async (t) => {
    const types = async (name: keyof typeof sources) => {
      const { full, small } = await read(t, sources[name])
      assert.equal(`image/${(await sharp(full.body).metadata()).format}`, full.mime)
      return [full.mime, full.extension, small.mime]
    }
    assert.deepEqual(await types('upright'), ['image/jpeg', '.jpg', 'image/jpeg'])
    assert.deepEqual(await types('png'), ['image/png', '.png', 'image/jpeg'])
    assert.deepEqual(await types('clear'), ['image/png', '.png', 'image/webp'])
    assert.deepEqual(await types('webp'), ['image/webp', '.webp', 'image/jpeg'])
    assert.deepEqual(await types('avif'), ['image/jpeg', '.jpg', 'image/jpeg'])
    assert.deepEqual(await types('clearAvif'), ['image/webp', '.webp', 'image/webp'])
    assert.deepEqual((await types('stillGif')).slice(0, 2), ['image/png', '.png'])
  })

  test('keeps what moves moving, and shows a still version in lists', async (t) => {
    for (const [name, mime] of [
      ['gif', 'image/gif'],
      ['animatedWebp', 'image/webp'],
    ] as const) {
      const { full, small } = await read(t, sources[name])
      assert.equal(full.mime, mime)
      assert.deepEqual([full.width, full.height], [20, 10])
      const { pages, delay } = await sharp(full.body).metadata()
      assert.deepEqual([pages, delay], [3, [100, 100, 100]])
      assert.equal((await sharp(small.body).metadata()).pages ?? 1, 1)
    }
  })

  test('is shrunk to what is kept, and smaller for lists, in its own shape', async (t) => {
    const { full, small } = await read(t, sources.wide)
    assert.ok(full.width * full.height <= 8_294_400)
    assert.ok(small.width * small.height <= 230_400 && small.width > 600)
    for (const { width, height } of [full, small]) assert.ok(Math.abs(width / height - 2) < 0.01, `${width}x${height}`)
  })

  test('has a blurhash of its colours', async (t) => {
    const { blurhash } = await read(t, sources.upright)
    assert.equal(isBlurhashValid(blurhash).result, true)
    const [red, green, blue] = decode(blurhash, 8, 8).subarray(0, 3)
    assert.ok(red! > green! && red! > blue!)
  })

  // SEC:M1 SEC:M3 SEC:M6
  test('refuses whatever is no picture by its first bytes, whatever it is called', async (t) => {
    for (const [name, bytes] of Object.entries(impostors)) await assert.rejects(read(t, bytes), refused('picture_type'), name)
  })

  // SEC:M1 SEC:M3
  test('has no other decoder: a head that lies does not reach one', async (t) => {
    await read(t, sources.png)
    for (const name of ['svg', 'tiff', 'pdf', 'vips'])
      await assert.rejects(sharp(impostors[name]).toBuffer(), /unsupported image format/, name)
    const lying = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), impostors['svg']!])
    await assert.rejects(read(t, lying), refused('picture_damaged'))
  })

  test('says so when it is video or audio', async (t) => {
    for (const [name, bytes] of Object.entries(recordings)) await assert.rejects(read(t, bytes), refused('picture_recording'), name)
  })

  // SEC:M10
  test('refuses a bomb by its header, without the memory that it asks for', async (t) => {
    const before = process.memoryUsage().rss
    await assert.rejects(read(t, pngBomb(30_000, 30_000)), refused('picture_size'))
    await assert.rejects(read(t, pngBomb(33_177_601, 1)), (e: unknown) => e instanceof Refusal && e.status === 422)
    await assert.rejects(read(t, gifBomb(10_000)), refused('picture_frames'))
    await assert.rejects(read(t, gifBomb(501)), refused('picture_frames'))
    assert.ok(process.memoryUsage().rss - before < 100 * 1024 * 1024)
    await read(t, gifBomb(500))
  })

  test('refuses a file that ends too early', async (t) => {
    const cut = async (name: keyof typeof sources) => await read(t, sources[name].subarray(0, Math.floor(sources[name].length * 0.6)))
    for (const name of ['upright', 'png', 'webp', 'avif', 'animatedWebp'] as const)
      await assert.rejects(cut(name), refused('picture_damaged'), name)
    // Of a GIF the frames that are whole can be shown.
    assert.equal((await cut('gif')).full.width, 20)
  })

  test('takes two at once and all in the end', async (t) => {
    const many = await Promise.all(Array.from({ length: 12 }, async () => await read(t, sources.png)))
    assert.equal(new Set(many.map((one) => one.blurhash)).size, 1)
  })

  test('refuses the next one when too many wait, and is free again afterwards', async (t) => {
    const all = await Promise.allSettled(Array.from({ length: 60 }, async () => await read(t, sources.png)))
    const busy = all.filter((one) => one.status === 'rejected' && one.reason instanceof Refusal && one.reason.status === 503)
    assert.ok(busy.length > 0 && all.filter((one) => one.status === 'fulfilled').length >= 42)
    await read(t, sources.png)
  })
})

suite('reading a face', () => {
  test('cuts it from the middle to one size, upright and still', async (t) => {
    const face = await readFace(asFile(t, sources.photo), { width: 400, height: 400 })
    assert.deepEqual([face.width, face.height, face.mime], [400, 400, 'image/jpeg'])
    assert.deepEqual(await Promise.all([pixel(face.body, 20, 20), pixel(face.body, 380, 20)]), ['010', '100'])
    const moving = await readFace(asFile(t, sources.gif), { width: 400, height: 400 })
    assert.equal((await sharp(moving.body).metadata()).pages ?? 1, 1)
  })

  // SEC:M6
  test('refuses the same files', async (t) => {
    await assert.rejects(readFace(asFile(t, impostors['svg']!), { width: 400, height: 400 }), refused('picture_type'))
    await assert.rejects(readFace(asFile(t, sources.png.subarray(0, 60)), { width: 400, height: 400 }), refused('picture_damaged'))
  })
})
