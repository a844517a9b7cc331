import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

/** `accountId` has something new to be told. */
export const notificationCreated = defineEvent('notification.created', z.strictObject({ notificationId: z.int(), accountId: z.int() }))

/** What `accountId` had waiting from accepted senders stands among the rest now: lists are read anew. */
export const notificationsMerged = defineEvent('notifications.merged', z.strictObject({ accountId: z.int() }))

/** `accountId` has put away some of what they were told, or all of it. */
export const notificationsDismissed = defineEvent('notifications.dismissed', z.strictObject({ accountId: z.int() }))
