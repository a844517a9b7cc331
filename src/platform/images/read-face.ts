import { longest, mostPixels } from './bounds.ts'
import { openEngine } from './engine.ts'
import { type Rendition, smallAs, write } from './formats.ts'
import { takeTurn } from './gate.ts'
import { probe } from './probe.ts'
import { damaged } from './refusals.ts'

/**
 * Reads a file as the picture of a profile, cut from its middle to exactly this size. It stands still: of an animation the first frame is
 * taken. Throws as `readPicture`.
 */
export async function readFace(path: string, { width, height }: { width: number; height: number }): Promise<Rendition> {
  const facts = await probe(path)
  const engine = await openEngine()
  return await takeTurn(async () => {
    const image = engine(path, { failOn: 'error', limitInputPixels: mostPixels })
      .timeout({ seconds: longest })
      .autoOrient()
      .resize(width, height, { fit: 'cover' })
    return await write(image, smallAs(facts)).catch((error: unknown) => {
      throw damaged(error)
    })
  })
}
