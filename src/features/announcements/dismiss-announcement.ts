import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { insertDismissal, lockShown } from './announcements.queries.ts'

/** Marks an announcement as read by the viewer; it stays in the list. Throws 404 for one that is not shown. */
export async function dismissAnnouncement(site: Site, viewer: Pick<Viewer, 'accountId'>, id: number): Promise<void> {
  await site.store.tx(async (db) => {
    if (!(await lockShown(db, id, site.clock.now()))) throw notFound('announcement')
    await insertDismissal(db, { accountId: viewer.accountId, announcementId: id })
  })
}
