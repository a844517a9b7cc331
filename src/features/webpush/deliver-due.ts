import { z } from 'zod'

/** One device is to be told of one notification. */
export const deliverDue = { name: 'webpush.deliver', data: z.strictObject({ subscriptionId: z.int(), notificationId: z.int() }) }
