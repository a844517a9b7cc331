/** What can be read, as MIME types. */
export const readTypes = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif']

/** Bytes of a file that is read: 16 MiB. */
export const mostBytes = 16 * 1024 * 1024

/** Width times height of a picture that is taken: 7680 x 4320. */
export const mostPixels = 33_177_600

/** The same for one frame of an animation, and for a picture as it is kept: 3840 x 2160. */
export const keptPixels = 8_294_400

/** Frames of an animation, and pixels of all of them: what a thread re-encodes within `longest`. */
export const mostFrames = 500
export const mostAnimated = 4 * mostPixels

/** The version that lists show: 640 x 360 or as many pixels in another shape. */
export const smallPixels = 230_400

/** No side of what we write is longer: the largest that WebP can say. */
const longestSide = 16_383

/** Seconds for one picture. */
export const longest = 30

/** Size of a picture that is shrunk, never enlarged, to at most so many pixels; the shape stays. */
export function shrunk({ width, height }: { width: number; height: number }, pixels: number): { width: number; height: number } {
  const scale = Math.min(1, Math.sqrt(pixels / (width * height)), longestSide / Math.max(width, height))
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) }
}
