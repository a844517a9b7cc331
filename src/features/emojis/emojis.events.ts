import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

/** The company's emoji are others: what was kept of them is stale. */
export const emojisChanged = defineEvent('emojis.changed', z.strictObject({}))
