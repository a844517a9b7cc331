import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

const ofStatus = z.strictObject({ statusId: z.int(), accountId: z.int() })

/** A status stands; `accountId` is its author, here and below. */
export const statusCreated = defineEvent('status.created', ofStatus)

/**
 * What everybody sees of it is other than before, though nobody edited it: its counters, its poll. `byId` is the account whose own view of it
 * changed too.
 */
export const statusTouched = defineEvent('status.touched', z.strictObject({ statusId: z.int(), byId: z.int().exactOptional() }))

/** What stands at the top of `accountId`'s profile is other than before. */
export const pinsChanged = defineEvent('pins.changed', z.strictObject({ accountId: z.int() }))

/** Its words changed, never its audience. */
export const statusEdited = defineEvent('status.edited', ofStatus)

/** It is gone from every view, and its row with it: so the event says for whom it was and where it stood, which decides who hears of its end. */
export const statusRetired = defineEvent(
  'status.retired',
  ofStatus.extend({
    audience: z.enum(['everyone', 'followers', 'named', 'group']),
    followersOfId: z.int().nullable(),
    groupId: z.int().nullable(),
    /** Accounts that stood in its mentions. */
    namedIds: z.array(z.int()),
    listed: z.boolean(),
    replyToAccountId: z.int().nullable(),
    boostOfId: z.int().nullable(),
    /** Ids of its hashtags. */
    tagIds: z.array(z.int()),
    hadMedia: z.boolean(),
  }),
)
