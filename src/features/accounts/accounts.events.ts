import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

/** An account's profile, state or counters moved: rendered copies of it are stale. */
export const accountChanged = defineEvent('account.changed', z.strictObject({ accountId: z.int() }))

/** What `accountId` has done of which others see nothing: kept a post, muted a thread, followed a tag, changed a list. */
export const readerChanged = defineEvent('reader.changed', z.strictObject({ accountId: z.int() }))
