import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { keyOf, publishDue } from './scheduled.jobs.ts'

/** Has a post published when it is due, and not at the moment for which it waited before. */
export async function addPublishing(site: Site, db: Db, { id, dueAt }: { id: number; dueAt: number }): Promise<void> {
  // One that already runs sees that the row waits for another moment.
  await site.jobs.cancel(db, publishDue, String(id))
  await site.jobs.add(db, publishDue, { id }, { at: dueAt, once: String(id), key: keyOf(id), priority: 1 })
}
