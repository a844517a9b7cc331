import type { Db } from '#db/store.ts'
import { changeCounts } from '#features/accounts/change-counts.ts'
import type { Pair } from './follows.queries.ts'

/** Counts a follow that came (1) or went (-1) on both accounts, the smaller id first, so that opposite pairs cannot wait for each other. */
export async function changePairCounts(db: Db, pair: Pair, by: 1 | -1): Promise<void> {
  const follower = async () => await changeCounts(db, pair.accountId, { following: by })
  const followed = async () => await changeCounts(db, pair.targetId, { followers: by })
  for (const change of pair.accountId < pair.targetId ? [follower, followed] : [followed, follower]) await change()
}
