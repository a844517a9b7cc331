import { setImmediate as breathe } from 'node:timers/promises'
import { forgetUnindexed, oldestUnindexed } from '#features/statuses/unindexed.queries.ts'
import type { Site } from '#platform/site.ts'
import { indexStatuses } from './index-statuses.ts'
import { lockToIndex } from './words.queries.ts'

/** Posts in one transaction: others wait for it. */
const step = 50

/** Brings the words of all posts that wait for it into the index. A post that is gone took its words with it. */
export async function indexUnindexed(site: Site): Promise<void> {
  for (let more = true; more; await breathe()) {
    more = await site.store.tx(async (db) => {
      const ids = await oldestUnindexed(db, step)
      if (ids.length === 0) return false
      // Locked before they are read: an edit comes before, and is indexed now, or after, and asks anew.
      await indexStatuses(db, await lockToIndex(db, ids))
      await forgetUnindexed(db, ids)
      return ids.length === step
    })
  }
}
