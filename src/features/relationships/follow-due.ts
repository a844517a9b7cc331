import { z } from 'zod'

/** What the target knows of a follow, or of a request for one, is to be set right. Feature notifications runs it: it comes later in the order. */
export const followDue = { name: 'notifications.follows', data: z.strictObject({ accountId: z.int(), targetId: z.int() }) }
