import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { closeDue } from './polls.jobs.ts'
import { deletePoll, lockPollsOf } from './polls.queries.ts'

/** Takes away the polls of statuses, with every ballot, in the transaction that retires or changes these. */
export async function dropPolls(site: Site, db: Db, statusIds: readonly number[]): Promise<void> {
  for (const { id } of await lockPollsOf(db, statusIds)) {
    await deletePoll(db, id)
    await site.jobs.cancel(db, closeDue, String(id))
  }
}
