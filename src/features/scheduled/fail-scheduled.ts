import type { Site } from '#platform/site.ts'
import { failDue } from './scheduled.queries.ts'
import type { Failure, Scheduled } from './scheduled.schema.ts'

/** Notes that a post was not published at its time, and why; nothing happens when it waits for that moment no more. */
export async function failScheduled(site: Site, row: Pick<Scheduled, 'id' | 'dueAt'>, reason: Failure): Promise<void> {
  const noted = await site.store.tx(async (db) => await failDue(db, row, { failedAt: site.clock.now(), reason }))
  if (noted) site.log.warn({ id: row.id, reason }, 'a scheduled post could not be published')
}
