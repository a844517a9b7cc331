import { Upload } from '#base/upload.ts'
import { idInput } from '#features/accounts/accounts.input.ts'
import { descriptionLimit } from '#features/instance/limits.ts'
import { z } from 'zod'
import type { Description } from './describe-media.ts'
import type { Focus } from './media.schema.ts'
import type { NewMedia } from './upload-media.ts'

/** `:id` of a file. */
export const MediaPath = z.object({ id: idInput })

/** `:capability` and `:name` in the address of a file. */
export const FilePath = z.object({ capability: z.string().regex(/^[0-9a-f]{32}$/), name: z.string().max(200) })

const within = (text: string | undefined) => Math.min(1, Math.max(-1, Number(text)))

/** `x,y`, each from -1 to 1; nothing for an empty text. */
export const focusInput = z
  .string()
  .nullable()
  .transform((text, context): Focus | null => {
    if (text === null || text.trim() === '') return null
    const [x, y, ...more] = text.split(',')
    const focus = { x: within(x), y: within(y) }
    if (more.length === 0 && Number.isFinite(focus.x) && Number.isFinite(focus.y)) return focus
    context.addIssue({ code: 'custom', message: 'Invalid focus' })
    return z.NEVER
  })

/** Words for who cannot see the picture; nothing for an empty text. */
export const altInput = z
  .string()
  .max(descriptionLimit)
  .nullable()
  .transform((text) => text || null)

/** For video and audio, which are not taken: refused, so that it is not dropped in silence. */
export const thumbnailInput = z
  .preprocess((value) => (value === '' ? null : value), z.null({ error: 'A thumbnail cannot be set here' }))
  .exactOptional()

/** POST /api/v1/media and /api/v2/media. */
export const NewMediaBody = z
  .object({
    file: z.instanceof(Upload),
    thumbnail: thumbnailInput,
    description: altInput.exactOptional(),
    focus: focusInput.exactOptional(),
  })
  .transform(({ file, description, focus }): NewMedia => ({ file, alt: description ?? null, focus: focus ?? null }))

/** PUT /api/v1/media/:id. */
export const DescriptionBody = z
  .object({ thumbnail: thumbnailInput, description: altInput.exactOptional(), focus: focusInput.exactOptional() })
  .transform(({ description, focus }): Description => ({
    ...(description === undefined ? {} : { alt: description }),
    ...(focus === undefined ? {} : { focus }),
  }))
