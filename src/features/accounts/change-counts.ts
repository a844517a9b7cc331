import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { accountCounted } from './accounts.events.ts'
import { addToCounts } from './accounts.queries.ts'

export interface CountChange {
  statuses?: number
  followers?: number
  following?: number
  /** Time of the newest status, ms; absent = unchanged. */
  lastStatusAt?: number
}

/**
 * Moves an account's counters in the transaction that makes or removes the counted row (SEC:D11). Call it only when that row really came or
 * went (`returning`). Who changes several accounts does so in ascending order of id, or after `lockAccounts`.
 */
export async function changeCounts(site: Site, db: Db, accountId: number, change: CountChange): Promise<void> {
  const { statuses = 0, followers = 0, following = 0, lastStatusAt = null } = change
  await addToCounts(db, { id: accountId, statuses, followers, following, lastStatusAt })
  await site.events.add(db, accountCounted, { accountId })
}
