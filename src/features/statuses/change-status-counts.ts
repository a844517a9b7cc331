import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { statusTouched } from './statuses.events.ts'
import { addToStatusCounts } from './statuses.queries.ts'

/** By how much each counter of a status moves. */
export interface StatusCountChange {
  replies?: number
  boosts?: number
  favourites?: number
}

/**
 * Moves the counters of a status in the transaction that makes or removes the counted row (SEC:D11); one that is gone has none. `byId` is who did
 * it, if they see it on the post themselves.
 */
export async function changeStatusCounts(site: Site, db: Db, statusId: number, change: StatusCountChange, byId?: number): Promise<void> {
  const { replies = 0, boosts = 0, favourites = 0 } = change
  await addToStatusCounts(db, { id: statusId, replies, boosts, favourites })
  await site.events.add(db, statusTouched, { statusId, ...(byId === undefined ? {} : { byId }) })
}
