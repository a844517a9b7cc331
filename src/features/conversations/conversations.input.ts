import { pageInput, toPage } from '#base/paging.ts'
import { idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

/** GET /api/v1/conversations. */
export const ConversationsQuery = z.object(pageInput(20)).transform(toPage)

/** `:id` of a conversation. */
export const ConversationPath = z.object({ id: idInput })
