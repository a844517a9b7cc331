import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { changePairCounts } from './change-pair-counts.ts'
import { deleteEndorsement } from './endorsements.queries.ts'
import { followDue } from './follow-due.ts'
import { deleteFollow, type Pair } from './follows.queries.ts'

/**
 * Ends a follow in the caller's transaction, with both counters, the endorsement that stands on it and what was told of it; false when there
 * was none (SEC:D11).
 */
export async function endFollow(site: Site, db: Db, pair: Pair): Promise<boolean> {
  if (!(await deleteFollow(db, pair))) return false
  await changePairCounts(db, pair, -1)
  await deleteEndorsement(db, pair)
  await site.jobs.add(db, followDue, pair)
  return true
}
