import { idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

/** `:id` of anything. */
export const IdPath = z.object({ id: idInput })

/** `:id` of a post and of one that quotes it. */
export const QuotePath = z.object({ id: idInput, quoting_status_id: idInput })

/** PUT /api/v1/statuses/:id/interaction_policy. */
export const QuotePolicyBody = z.object({ quote_approval_policy: z.enum(['public', 'followers', 'nobody']) })
