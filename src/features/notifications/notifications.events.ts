import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

/** `accountId` has something new to be told. */
export const notificationCreated = defineEvent('notification.created', z.strictObject({ notificationId: z.int(), accountId: z.int() }))
