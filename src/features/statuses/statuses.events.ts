import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

const ofStatus = z.strictObject({ statusId: z.int(), accountId: z.int() })

/** A status stands; `accountId` is its author, here and below. */
export const statusCreated = defineEvent('status.created', ofStatus)

/** Its words changed, never its audience. */
export const statusEdited = defineEvent('status.edited', ofStatus)

/** It is gone from every view. */
export const statusRetired = defineEvent('status.retired', ofStatus)
