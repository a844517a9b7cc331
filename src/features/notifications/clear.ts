import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { deleteOwn } from './list.queries.ts'
import { dropRequests } from './requests.queries.ts'

/** Forgets all that the viewer was told, and what waits under requests with it. */
export async function clearNotifications(site: Site, viewer: Pick<Viewer, 'accountId'>): Promise<void> {
  await site.store.tx(async (db) => {
    await deleteOwn(db, viewer.accountId)
    await dropRequests(db, viewer.accountId)
  })
}
