import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'

/** Tokens are gone: caches forget them, streams close (SEC:A7). */
export const tokenKilled = defineEvent('token.killed', z.strictObject({ tokenIds: z.array(z.int()) }))
