import type { Db } from '#db/store.ts'
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
 * went (`returning`), and tell it there by an event that names the account: rendered copies of it are stale (`account-texts.ts`). Who changes several accounts does so in ascending order of id, or after `lockAccounts`.
 */
export async function changeCounts(db: Db, accountId: number, change: CountChange): Promise<void> {
  const { statuses = 0, followers = 0, following = 0, lastStatusAt = null } = change
  await addToCounts(db, { id: accountId, statuses, followers, following, lastStatusAt })
}
