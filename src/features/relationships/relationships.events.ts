import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

/** `account` follows, asks, blocks or mutes `target` otherwise than before: both home pages and open streams look again. */
export const relationshipChanged = defineEvent('relationship.changed', z.strictObject({ accountId: z.int(), targetId: z.int() }))
