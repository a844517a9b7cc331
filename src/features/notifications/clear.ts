import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { deleteOwn } from './list.queries.ts'
import { notificationsDismissed } from './notifications.events.ts'
import { dropRequests } from './requests.queries.ts'

/** Forgets all that the viewer was told, and what waits under requests with it. */
export async function clearNotifications(site: Site, { accountId }: Pick<Viewer, 'accountId'>): Promise<void> {
  await site.store.tx(async (db) => {
    await deleteOwn(db, accountId)
    await dropRequests(db, accountId)
    await site.events.add(db, notificationsDismissed, { accountId })
  })
}
