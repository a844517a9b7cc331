import { pageInput, toPage } from '#base/paging.ts'
import { idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

/** GET /api/v1/conversations. */
export const ConversationsQuery = z.object(pageInput(20)).transform(toPage)

/** `:id` of a conversation. */
export const ConversationPath = z.object({ id: idInput })

/** POST /conversations/:id/answer. Browsers send CR LF for a line end. */
export const AnswerForm = z.object({
  text: z
    .string()
    .max(200_000)
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n')),
  once: z.string().max(100).default(''),
})
