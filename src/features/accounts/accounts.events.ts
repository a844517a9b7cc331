import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

/** An account's profile, state or counters moved: rendered copies of it are stale. */
export const accountChanged = defineEvent('account.changed', z.strictObject({ accountId: z.int() }))
