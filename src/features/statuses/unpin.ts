import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { deleteMark } from './marks.queries.ts'

/** Takes a post down from the top of the viewer's profile; nothing happens when it does not stand there. */
export async function unpin(site: Site, viewer: Viewer, id: number): Promise<void> {
  await site.store.tx(async (db) => await deleteMark(db, 'pins', { accountId: viewer.accountId, statusId: id }))
}
