import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { addPublishing } from './add-publishing.ts'
import { demandRoom } from './demand-room.ts'
import { lockOwnScheduled } from './own-scheduled.ts'
import { updateScheduled } from './scheduled.queries.ts'

/**
 * Moves one of the viewer's posts for later to another moment, ms; one that could not be published waits again. Null changes nothing. Throws
 * 404 for anybody else's, 422 as `demandRoom`.
 */
export async function reschedule(site: Site, viewer: Viewer, id: number, dueAt: number | null): Promise<void> {
  await site.store.tx(async (db) => {
    const { accountId } = await lockOwnScheduled(db, viewer, id)
    if (dueAt === null) return
    await demandRoom(site, db, { accountId, dueAt, id })
    await updateScheduled(db, id, { dueAt, failedAt: null, reason: null })
    await addPublishing(site, db, { id, dueAt })
  })
}
