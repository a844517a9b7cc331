import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

/** A browser session ended before its time, or all of a person's did (`sessionId` null): sockets and caches that belong to it die. */
export const sessionKilled = defineEvent('session.killed', z.strictObject({ sessionId: z.int().nullable(), personId: z.int() }))
