import type { Viewer } from '#base/viewer.ts'
import { readerChanged } from '#features/accounts/accounts.events.ts'
import type { Site } from '#platform/site.ts'
import { lockMeant } from './lock-seen.ts'
import { deleteMark } from './marks.queries.ts'

/** Takes a bookmark back, also from a post that the viewer may not see any more; nothing happens when there is none. */
export async function unbookmark(site: Site, viewer: Viewer, id: number): Promise<void> {
  const { accountId } = viewer
  await site.store.tx(async (db) => {
    const status = await lockMeant(db, id)
    if (!status || !(await deleteMark(db, 'bookmarks', { accountId, statusId: status.id }))) return
    await site.events.add(db, readerChanged, { accountId })
  })
}
