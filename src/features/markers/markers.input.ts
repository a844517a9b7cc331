import { idInput, listOf } from '#features/accounts/accounts.input.ts'
import { z } from 'zod'
import { timelines } from './markers.schema.ts'

type Timeline = (typeof timelines)[number]
const isTimeline = (name: string): name is Timeline => (timelines as readonly string[]).includes(name)

/** GET /api/v1/markers. Timelines that keep no place are left out. */
export const MarkersQuery = z.object({ timeline: listOf(z.string().max(100), 20).transform((names) => names.filter(isTimeline)) })

const place = z.object({ last_read_id: idInput, version: z.int().min(0).exactOptional() }).exactOptional()

/** POST /api/v1/markers. `version` is what the app knows of, if it wants to be refused when another device was faster. */
export const MarkersBody = z.object({ home: place, notifications: place }).transform((body) =>
  timelines.flatMap((timeline) => {
    const wish = body[timeline]
    return wish ? [{ timeline, lastReadId: wish.last_read_id, ...(wish.version === undefined ? {} : { known: wish.version }) }] : []
  }),
)
