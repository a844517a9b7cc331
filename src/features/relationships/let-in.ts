import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { changePairCounts } from './change-pair-counts.ts'
import { followDue } from './follow-due.ts'
import { insertFollow, type Pair, takeFollowRequest } from './follows.queries.ts'
import { relationshipChanged } from './relationships.events.ts'

/** Turns a request into a follow in the caller's transaction, which has locked both accounts; false when there is none (SEC:D11). */
export async function letIn(site: Site, db: Db, pair: Pair): Promise<boolean> {
  const request = await takeFollowRequest(db, pair)
  if (!request) return false
  const { reblogs, notify, languages } = request
  const row = { id: site.ids.next(), ...pair, reblogs, notify, languages, createdAt: site.clock.now() }
  if (await insertFollow(db, row)) await changePairCounts(db, pair, 1)
  await site.jobs.add(db, followDue, pair)
  await site.events.add(db, relationshipChanged, pair)
  return true
}
