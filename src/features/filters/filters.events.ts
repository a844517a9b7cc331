import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

/** Filters of this account are other than before: apps read them again, and what was shown may be hidden now. */
export const filtersChanged = defineEvent('filters.changed', z.strictObject({ accountId: z.int() }))
