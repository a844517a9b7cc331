import type { Site } from '#platform/site.ts'
import { deleteOfSession } from './webpush.queries.ts'

/** Ends the subscription of a session's browser; one that it has not is ended already. */
export async function unsubscribeBrowser(site: Site, sessionId: number): Promise<void> {
  await site.store.tx(async (db) => await deleteOfSession(db, sessionId))
}
