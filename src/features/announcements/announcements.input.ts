import { flagInput, idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

/** `:id` of an announcement. */
export const AnnouncementPath = z.object({ id: idInput })

/** `:id` of an announcement and `:name` of a reaction. */
export const ReactionPath = AnnouncementPath.extend({ name: z.string() })

/** POST /announcements/:id/dismiss: on which of the two pages the button stands. */
export const DismissForm = z.object({ back: z.enum(['/home', '/announcements']).catch('/home') })

/** POST /announcements/:id/react: the value of a button, or what was typed. */
export const ReactForm = z
  .object({ name: z.string().max(100).default(''), other: z.string().max(100).default(''), on: flagInput.default(true) })
  .transform(({ name, other, on }) => {
    const typed = other.trim()
    // The company's own are known to people by their name between colons.
    return { name: name || (/^:([^:]+):$/.exec(typed)?.[1] ?? typed), other: typed, on }
  })
