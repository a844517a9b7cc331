import { stat } from 'node:fs/promises'
import { tooLarge } from '#base/errors.ts'
import { longest, mostAnimated } from './bounds.ts'
import { openEngine } from './engine.ts'
import { keptAs, type Rendition, write } from './formats.ts'
import { takeTurn } from './gate.ts'
import { probe } from './probe.ts'
import { damaged, notAnEmoji } from './refusals.ts'

/** Bytes of an emoji's file: 256 KiB, as in Mastodon. */
const mostEmojiBytes = 256 * 1024

/** Pixels of its longer side; larger ones are shrunk. */
const longestSide = 256

/** An emoji made anew from the pixels of a file. */
export interface EmojiPicture {
  /** Moves if the file did. */
  full: Rendition
  still: Rendition
}

/**
 * Reads a file as an emoji: PNG, GIF, WebP or AVIF, with whatever sides. Nothing of the file itself is kept. Throws 413 for more than 256 KiB, 422 for
 * another type and as `readPicture`.
 */
export async function readEmoji(path: string): Promise<EmojiPicture> {
  if ((await stat(path)).size > mostEmojiBytes) throw tooLarge(mostEmojiBytes)
  const facts = await probe(path)
  if (facts.kind === 'jpeg') throw notAnEmoji()
  const engine = await openEngine()
  return await takeTurn(async () => {
    const open = (animated: boolean) =>
      engine(path, { failOn: 'error', animated, limitInputPixels: mostAnimated })
        .timeout({ seconds: longest })
        .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
    try {
      const still = await write(open(false), keptAs({ ...facts, kind: 'png', frames: 1 }))
      const full = facts.frames > 1 ? await write(open(true), keptAs(facts)) : still
      return { full, still }
    } catch (error) {
      throw damaged(error)
    }
  })
}
