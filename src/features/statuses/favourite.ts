import { forbidden } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { changeStatusCounts } from './change-status-counts.ts'
import { lockSeen } from './lock-seen.ts'
import { insertMark } from './marks.queries.ts'
import { favouriteDue } from './statuses.jobs.ts'
import { canFavourite } from './statuses.policy.ts'

/** Likes a post; its author is told. Idempotent. Throws 404 for a hidden post, 403 for one of somebody whom the viewer has blocked. */
export async function favourite(site: Site, viewer: Viewer, id: number): Promise<void> {
  const { accountId } = viewer
  await site.store.tx(async (db) => {
    const { status, facts } = await lockSeen(site, db, viewer, id)
    if (!canFavourite(viewer, status, facts)) throw forbidden()
    const row = { id: site.ids.next(), accountId, statusId: status.id, createdAt: site.clock.now() }
    if (!(await insertMark(db, 'favourites', row))) return
    await changeStatusCounts(site, db, status.id, { favourites: 1 }, accountId)
    if (status.accountId !== accountId) await site.jobs.add(db, favouriteDue, { accountId, statusId: status.id })
  })
}
