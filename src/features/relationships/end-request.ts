import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { followDue } from './follow-due.ts'
import { deleteFollowRequest, type Pair } from './follows.queries.ts'

/** Takes a request to follow away in the caller's transaction, and what was told of it; false when there was none. */
export async function endRequest(site: Site, db: Db, pair: Pair): Promise<boolean> {
  if (!(await deleteFollowRequest(db, pair))) return false
  await site.jobs.add(db, followDue, pair)
  return true
}
