import { z } from 'zod'

export const NamePath = z.object({ user: z.string() })
