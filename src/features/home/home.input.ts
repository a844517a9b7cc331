import { idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

/** Pages of a list are walked by "older" and "newer" alone; an absent bound is the newest page. */
export const ListQuery = z.object({ max_id: idInput.exactOptional(), min_id: idInput.exactOptional() })

export const NamePath = z.object({ user: z.string() })
