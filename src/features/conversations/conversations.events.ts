import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

/** A conversation of `accountId` is new or has a new post: what the stream `direct` tells. */
export const conversationChanged = defineEvent('conversation.changed', z.strictObject({ conversationId: z.int(), accountId: z.int() }))
