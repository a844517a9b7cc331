import { Refusal, unprocessable } from '#base/errors.ts'
import { longest, mostAnimated, mostFrames, mostPixels } from './bounds.ts'

const count = new Intl.NumberFormat('en')

/** Not one of the formats that are read. */
export const notAPicture = () => unprocessable('picture_type', 'Only pictures can be uploaded: JPEG, PNG, GIF, WebP or AVIF')

/** Video or audio. */
export const notMoving = () =>
  unprocessable('picture_recording', 'Video and audio cannot be uploaded here, only pictures: JPEG, PNG, GIF, WebP or AVIF')

/** No format that emoji have: a JPEG has no transparency. */
export const notAnEmoji = () => unprocessable('emoji_type', 'An emoji is a PNG, GIF, WebP or AVIF picture')

/** More pixels than are decoded. */
export const tooManyPixels = () =>
  unprocessable('picture_size', `The picture is too large: at most ${count.format(mostPixels)} pixels`, { params: { most: mostPixels } })

/** An animation with more frames or pixels than are decoded. */
export const tooLongAnimation = () =>
  unprocessable(
    'picture_frames',
    `The animation is too large: at most ${mostFrames} frames and ${count.format(mostAnimated)} pixels in all`,
    {
      params: { frames: mostFrames, most: mostAnimated },
    },
  )

/** A fault of the decoder as the sender is told it: the file is damaged, or it takes too long. A Refusal stays what it is. */
export function damaged(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const detail = String(error)
  if (/timeout/.test(detail)) return unprocessable('picture_slow', `The picture takes more than ${longest} seconds to read`, { detail })
  return unprocessable('picture_damaged', 'The picture is damaged and cannot be read', { detail })
}
