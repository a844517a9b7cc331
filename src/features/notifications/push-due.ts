import { z } from 'zod'

/** The devices of an account are to be woken for a notification. Feature webpush runs it: it comes later in the order. */
export const pushDue = {
  name: 'webpush.plan',
  data: z.strictObject({ notificationId: z.int(), accountId: z.int(), type: z.string() }),
}
