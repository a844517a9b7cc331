import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { changeStatusCounts } from './change-status-counts.ts'
import { lockMeant } from './lock-seen.ts'
import { deleteMark } from './marks.queries.ts'
import { favouriteDue } from './statuses.jobs.ts'

/** Takes a favourite back, also from a post that the viewer may not see any more; nothing happens when there is none. */
export async function unfavourite(site: Site, viewer: Viewer, id: number): Promise<void> {
  const { accountId } = viewer
  await site.store.tx(async (db) => {
    const status = await lockMeant(db, id)
    if (!status || !(await deleteMark(db, 'favourites', { accountId, statusId: status.id }))) return
    await changeStatusCounts(site, db, status.id, { favourites: -1 }, accountId)
    if (status.accountId !== accountId) await site.jobs.add(db, favouriteDue, { accountId, statusId: status.id })
  })
}
