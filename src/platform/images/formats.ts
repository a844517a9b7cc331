import type { Sharp } from 'sharp'
import type { Facts } from './probe.ts'

/** A picture as we have written it. */
export interface Rendition {
  body: Buffer
  mime: string
  /** With its dot. */
  extension: string
  width: number
  height: number
}

/** A way of writing pictures: the only types that we ever serve one as (SEC:F4). */
interface Format {
  mime: string
  extension: string
  encode(image: Sharp): Sharp
}

const jpeg = (quality: number): Format => ({ mime: 'image/jpeg', extension: '.jpg', encode: (image) => image.jpeg({ quality }) })
const webp = (quality: number, effort: number): Format => ({
  mime: 'image/webp',
  extension: '.webp',
  encode: (image) => image.webp({ quality, effort }),
})
const png: Format = { mime: 'image/png', extension: '.png', encode: (image) => image.png() }
const gif: Format = { mime: 'image/gif', extension: '.gif', encode: (image) => image.gif({ effort: 3 }) }

/** How a picture is kept. AVIF, which older apps cannot show, becomes what all of them can; a GIF that stands still a PNG. */
export function keptAs({ kind, frames, transparent }: Facts): Format {
  if (frames > 1) return kind === 'gif' ? gif : webp(85, 1)
  if (kind === 'jpeg') return jpeg(90)
  if (kind === 'png' || kind === 'gif') return png
  return kind === 'webp' || transparent ? webp(90, 3) : jpeg(90)
}

/** How a small version or a face is written. */
export const smallAs = ({ transparent }: Pick<Facts, 'transparent'>): Format => (transparent ? webp(80, 3) : jpeg(82))

/** Writes a picture, without a word of what the camera or a program noted in it: place, time, device, comments (SEC:M8). */
export async function write(image: Sharp, { mime, extension, encode }: Format): Promise<Rendition> {
  const { data, info } = await encode(image).toBuffer({ resolveWithObject: true })
  return { body: data, mime, extension, width: info.width, height: info.pageHeight ?? info.height }
}
