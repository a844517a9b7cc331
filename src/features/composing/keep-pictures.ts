import { Refusal } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { descriptionLimit } from '#features/instance/limits.ts'
import { uploadMedia } from '#features/media/upload-media.ts'
import type { Site } from '#platform/site.ts'
import type { SentPicture, TypedPicture } from './typed.ts'

/** A file field that could not be served: its words stay, and the refusal stands at it. */
export interface RefusedPicture {
  alt: string
  /** Undefined where only words were typed and no file chosen. */
  refusal?: Refusal
}

/** What a form's pictures have become. */
export interface KeptPictures {
  /** Those that are uploaded, in the order of the post. */
  pictures: TypedPicture[]
  refused: RefusedPicture[]
}

const tooLong = (alt: string) => Array.from(alt).length > descriptionLimit

/**
 * Uploads the pictures that came with a form, so that a refused post need not send them again. What is too long to be said of one stays
 * unsaid: the post is then refused (`longDescriptions`). Throws 507 and what is no refusal.
 */
export async function keepPictures(
  site: Site,
  viewer: Viewer,
  { kept, sent }: { kept: readonly TypedPicture[]; sent: readonly SentPicture[] },
): Promise<KeptPictures> {
  const pictures = [...kept]
  const refused: RefusedPicture[] = []
  for (const { file, alt } of sent) {
    if (!file) {
      refused.push({ alt })
      continue
    }
    try {
      const { id } = await uploadMedia(site, viewer, { file, alt: (!tooLong(alt) && alt) || null, focus: null })
      pictures.push({ id, alt })
    } catch (error) {
      if (!(error instanceof Refusal) || error.status === 507) throw error
      refused.push({ alt, refusal: error })
    }
  }
  return { pictures, refused }
}

/** Pictures of which more is said than a description holds. */
export const longDescriptions = (pictures: readonly TypedPicture[]): TypedPicture[] => pictures.filter(({ alt }) => tooLong(alt))
