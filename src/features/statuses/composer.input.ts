import { idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

/** Browsers send CR LF for a line end; apps send LF, and so does everybody read. */
const lines = z
  .string()
  .max(200_000)
  .default('')
  .transform((text) => text.replaceAll('\r\n', '\n'))

/** As the select offers them; anything else is no language. */
const language = z
  .string()
  .default('')
  .transform((tag) => (/^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,2}$/.test(tag) ? tag : ''))

/** A change of words: POST /posts/:id/edit. */
export const EditForm = z.object({ text: lines, warning: lines, language })

/** POST /posts. The audience has no default: a form that lost it must not widen a post. */
export const PostForm = EditForm.extend({
  audience: z.enum(['everyone', 'followers', 'named']),
  in_reply_to: idInput.exactOptional(),
  once: z.string().max(100).default(''),
})

/** GET /publish: what to answer, and a text to begin with. */
export const PublishQuery = z.object({ in_reply_to: idInput.exactOptional(), text: z.string().max(20_000).default('') })
