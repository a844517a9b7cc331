import { idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

/** `:id` of an announcement. */
export const AnnouncementPath = z.object({ id: idInput })

/** `:id` of an announcement and `:name` of a reaction. */
export const ReactionPath = AnnouncementPath.extend({ name: z.string() })
