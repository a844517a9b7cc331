import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { deleteOwn } from './list.queries.ts'
import { notificationsDismissed } from './notifications.events.ts'

/** Forgets one of the viewer's notifications, filtered or not. Throws 404 for one that is not there and for anybody else's. */
export async function dismiss(site: Site, { accountId }: Pick<Viewer, 'accountId'>, id: number): Promise<void> {
  await site.store.tx(async (db) => {
    if ((await deleteOwn(db, accountId, [id])) === 0) throw notFound('notification')
    await site.events.add(db, notificationsDismissed, { accountId })
  })
}
