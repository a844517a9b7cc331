import type { Site } from '#platform/site.ts'
import { updateOfSession } from './webpush.queries.ts'
import type { PushAlert } from './webpush.schema.ts'

/** Sets what a session's browser is told of; nothing happens when it is told nothing at all. */
export async function chooseAlerts(site: Site, sessionId: number, alerts: readonly PushAlert[]): Promise<void> {
  await site.store.tx(async (db) => await updateOfSession(db, sessionId, { alerts: [...alerts] }))
}
