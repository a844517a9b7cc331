import { defineEvent } from '#platform/events/events.ts'
import { z } from 'zod'
import { timelines } from './markers.schema.ts'

/** `accountId` has read to another place in a timeline, on whatever device. */
export const markerMoved = defineEvent('marker.moved', z.strictObject({ accountId: z.int(), timeline: z.enum(timelines) }))
