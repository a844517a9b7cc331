import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { indexDue } from './statuses.jobs.ts'
import { insertUnindexed } from './unindexed.queries.ts'

/**
 * Asks that a post be found by its words, in the transaction that wrote them and as its last step but the event: on PostgreSQL posts that ask at
 * the same moment wait here for each other's commit. One job takes all that wait.
 */
export async function askForIndex(site: Site, db: Db, statusId: number): Promise<void> {
  await insertUnindexed(db, statusId)
  await site.jobs.add(db, indexDue, {}, { once: 'all' })
}
