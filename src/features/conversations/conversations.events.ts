import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

/** A conversation of `accountId` is new or has a new post: what the stream `direct` tells. */
export const conversationChanged = defineEvent('conversation.changed', z.strictObject({ conversationId: z.int(), accountId: z.int() }))

/** `accountId` has read one of their conversations, marked it as unread, or taken it off their list. Nothing was said in it. */
export const conversationMarked = defineEvent('conversation.marked', z.strictObject({ conversationId: z.int(), accountId: z.int() }))
