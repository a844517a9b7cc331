import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

/** A list of `accountId` is gone: whoever listens to it hears nothing more. */
export const listDeleted = defineEvent('list.deleted', z.strictObject({ listId: z.int(), accountId: z.int() }))
