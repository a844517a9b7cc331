import { flagInput, idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

/** `:id` of an announcement. */
export const AnnouncementPath = z.object({ id: idInput })

/** `:id` of an announcement and `:name` of a reaction. */
export const ReactionPath = AnnouncementPath.extend({ name: z.string() })

/** POST /announcements/:id/dismiss: on which of the two pages the button stands. */
export const DismissForm = z.object({ back: z.enum(['/home', '/announcements']).catch('/home') })

/** POST /announcements/:id/react. */
export const ReactForm = z.object({ name: z.string().max(100).default(''), on: flagInput.default(true) })
