import { idInput } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'

export const NamePath = z.object({ user: z.string() })

/** The newest entry of home that somebody has read. */
export const ReadPlace = z.object({ at: idInput })
