import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** A picture in which left and right, top and bottom can be told apart: red above green on the left, blue above white on the right. */
export const quarters = (width = 80, height = 40) => {
  const part = (background: string, left: number, top: number) => ({
    input: { create: { width: width / 2, height: height / 2, channels: 3 as const, background } },
    left,
    top,
  })
  const [x, y] = [width / 2, height / 2]
  return sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .composite([part('#f00', 0, 0), part('#0f0', 0, y), part('#00f', x, 0)])
    .removeAlpha()
}

/** What a phone writes: where, when and with what it was taken, and turned by a quarter. */
export const photo = async (orientation = 6): Promise<Buffer> =>
  await quarters()
    .withExif({
      IFD0: { Make: 'Spyphone', Copyright: 'Somebody Secret', Orientation: String(orientation) },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 4366/100' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret>xmp-secret</secret></x:xmpmeta>')
    .withMetadata({ orientation })
    .jpeg()
    .toBuffer()

/** Frames of one colour each, 100 ms long. */
export const animation = async (format: 'gif' | 'webp', frames = 3, width = 20, height = 10): Promise<Buffer> => {
  const raw = Buffer.alloc(width * height * 3 * frames)
  for (let i = 0; i < frames; i++) raw.fill(Buffer.from([i * 60, 255 - i * 60, 40]), i * width * height * 3, (i + 1) * width * height * 3)
  const image = sharp(raw, { raw: { width, height: height * frames, channels: 3, pageHeight: height } })
  return await image[format]({ delay: Array.from({ length: frames }, () => 100), loop: 0 }).toBuffer()
}

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A PNG of a few bytes that claims to be so large. */
export const pngBomb = (width: number, height: number): Buffer => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from('Comment\0png-secret')),
    chunk('IDAT', deflateSync(Buffer.alloc(4096))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A GIF with so many frames of one pixel each. */
export const gifBomb = (frames: number): Buffer => {
  const screen = Buffer.from([0x01, 0, 0x01, 0, 0x80, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff])
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0x02, 0x02, 0x44, 0x01, 0x00])
  return Buffer.concat([Buffer.from('GIF89a'), screen, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])])
}

/** Files that are no pictures of ours, under the names of such. */
export const impostors: Record<string, Buffer> = {
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'),
  'svg with a declaration': Buffer.from(
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
  ),
  mvg: Buffer.from("push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 'https://example.org/x.jpg'\npop graphic-context\n"),
  msl: Buffer.from('<?xml version="1.0"?><image><read filename="/etc/passwd"/><write filename="/tmp/x.png"/></image>'),
  postscript: Buffer.from('%!PS-Adobe-3.0\n(%pipe%id) (r) file\nshowpage\n'),
  pdf: Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'),
  tiff: await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .tiff()
    .toBuffer(),
  vips: Buffer.concat([Buffer.from([0x08, 0xf2, 0xa6, 0xb6]), Buffer.alloc(200)]),
  json: Buffer.from('{"@context":"https://www.w3.org/ns/activitystreams","type":"Note","id":"https://example.org/1"}'),
  html: Buffer.from('<!doctype html><script>alert(1)</script>'),
  heic: Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic0000mif1heic'), Buffer.alloc(100)]),
  'a few bytes': Buffer.from([0xff, 0xd8]),
  nothing: Buffer.alloc(0),
}

/** Video and audio. */
export const recordings: Record<string, Buffer> = {
  mp4: Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom0000isomiso2'), Buffer.alloc(100)]),
  quicktime: Buffer.concat([Buffer.from([0, 0, 0, 20]), Buffer.from('ftypqt  0000qt  '), Buffer.alloc(100)]),
  webm: Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.alloc(100)]),
  ogg: Buffer.concat([Buffer.from('OggS'), Buffer.alloc(100)]),
  mp3: Buffer.concat([Buffer.from('ID3\x04'), Buffer.alloc(100)]),
  'mp3 without tags': Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x44]), Buffer.alloc(100)]),
  avi: Buffer.concat([Buffer.from('RIFF\0\0\0\0AVI LIST'), Buffer.alloc(100)]),
}

/** Lays bytes down as a file without an extension, as uploads lie, and answers its path. */
export function asFile(t: TestContext, bytes: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-picture-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'upload')
  writeFileSync(path, bytes)
  return path
}
