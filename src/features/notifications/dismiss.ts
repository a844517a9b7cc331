import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { deleteOwn } from './list.queries.ts'

/** Forgets one of the viewer's notifications, filtered or not. Throws 404 for one that is not there and for anybody else's. */
export async function dismiss(site: Site, viewer: Pick<Viewer, 'accountId'>, id: number): Promise<void> {
  const count = await site.store.tx(async (db) => await deleteOwn(db, viewer.accountId, [id]))
  if (count === 0) throw notFound('notification')
}
