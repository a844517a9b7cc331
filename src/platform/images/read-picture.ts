import { encode } from 'blurhash'
import type { Sharp } from 'sharp'
import { keptPixels, longest, mostAnimated, mostPixels, shrunk, smallPixels } from './bounds.ts'
import { type Engine, openEngine } from './engine.ts'
import { keptAs, type Rendition, smallAs, write } from './formats.ts'
import { takeTurn } from './gate.ts'
import { type Facts, probe } from './probe.ts'
import { damaged } from './refusals.ts'

/** A picture made anew from the pixels of a file. */
export interface Picture {
  /** Moves if the file did. */
  full: Rendition
  /** Stands still. */
  small: Rendition
  blurhash: string
}

/**
 * Reads a file that somebody sent and makes it anew: nothing of the file itself is kept, neither notes nor what hides between them. Upright as
 * the camera held it, shrunk to 3840 x 2160 where it is larger. Two at once in a process, on threads of their own. Throws 413 for more
 * than 16 MiB, 422 for what is no picture, is damaged or too large, 503 when too many wait.
 */
export async function readPicture(path: string): Promise<Picture> {
  const facts = await probe(path)
  const engine = await openEngine()
  return await takeTurn(async () => {
    try {
      const full = await write(facts.frames > 1 ? moving(engine, path) : still(engine, path, facts), keptAs(facts))
      const small = await write(smallOf(engine, facts.frames > 1 ? path : full.body, full), smallAs(facts))
      return { full, small, blurhash: await blurhashOf(engine, small) }
    } catch (error) {
      throw damaged(error)
    }
  })
}

// A warning of a decoder is about a picture that can still be seen; what ends too early cannot.
const strict = { failOn: 'error' } as const

const moving = (engine: Engine, path: string): Sharp =>
  engine(path, { ...strict, animated: true, limitInputPixels: mostAnimated }).timeout({ seconds: longest })

const still = (engine: Engine, path: string, facts: Facts): Sharp => {
  const { width, height } = shrunk(facts, keptPixels)
  return engine(path, { ...strict, limitInputPixels: mostPixels })
    .timeout({ seconds: longest })
    .autoOrient()
    .resize(width, height, { fit: 'fill' })
}

function smallOf(engine: Engine, from: string | Buffer, size: { width: number; height: number }): Sharp {
  const { width, height } = shrunk(size, smallPixels)
  return engine(from, { ...strict, limitInputPixels: mostPixels })
    .timeout({ seconds: longest })
    .resize(width, height, { fit: 'fill' })
}

/** What an app shows while the picture loads; 4 by 4 components, as Mastodon. */
async function blurhashOf(engine: Engine, { body }: Rendition): Promise<string> {
  const image = engine(body).resize(32, 32, { fit: 'inside' }).flatten({ background: '#fff' }).ensureAlpha().raw()
  const { data, info } = await image.toBuffer({ resolveWithObject: true })
  return encode(new Uint8ClampedArray(data), info.width, info.height, 4, 4)
}
