import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { insertDismissed } from './suggestions.queries.ts'

/** The viewer is not shown an account again as one to follow. Idempotent; an account that is not there is not shown anyway. */
export async function dismissSuggestion(site: Site, viewer: Pick<Viewer, 'accountId'>, accountId: number): Promise<void> {
  await site.store.tx(async (db) => await insertDismissed(db, viewer.accountId, accountId))
}
