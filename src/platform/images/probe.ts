import { open } from 'node:fs/promises'
import { tooLarge } from '#base/errors.ts'
import { keptPixels, mostAnimated, mostBytes, mostFrames, mostPixels } from './bounds.ts'
import { openEngine } from './engine.ts'
import { damaged, notAPicture, notMoving, tooLongAnimation, tooManyPixels } from './refusals.ts'
import { headLength, kindOf, type PictureKind } from './sniff.ts'

/** What a file says of itself in its header. */
export interface Facts {
  kind: PictureKind
  /** As it is to be looked at: the camera's orientation applied. */
  width: number
  height: number
  /** 1 for what stands still. */
  frames: number
  transparent: boolean
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    if ((await file.stat()).size > mostBytes) throw tooLarge(mostBytes)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headLength), 0, headLength, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/**
 * Looks at a file's header and decodes nothing: format by its first bytes, size, frames (SEC:M1, SEC:M10). Throws 413 for more than
 * 16 MiB, 422 for what is no picture, is damaged, or would be too large.
 */
export async function probe(path: string): Promise<Facts> {
  const kind = kindOf(await headOf(path))
  if (kind === undefined) throw notAPicture()
  if (kind === 'recording') throw notMoving()
  const engine = await openEngine()
  const found = await engine(path, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw damaged(error)
    })
  if (found.format !== (kind === 'avif' ? 'heif' : kind)) throw notAPicture()
  const { width, height } = found.autoOrient
  const frames = kind === 'gif' || kind === 'webp' ? (found.pages ?? 1) : 1
  const pixels = width * height
  if (pixels > mostPixels) throw tooManyPixels()
  if (frames > 1 && (frames > mostFrames || pixels > keptPixels || frames * pixels > mostAnimated)) throw tooLongAnimation()
  return { kind, width, height, frames, transparent: found.hasAlpha }
}
