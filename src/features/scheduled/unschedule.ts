import type { Viewer } from '#base/viewer.ts'
import { retire } from '#features/holds/retire.ts'
import type { Site } from '#platform/site.ts'
import { lockOwnScheduled } from './own-scheduled.ts'

/** Takes one of the viewer's posts for later away; its pictures are loose for a day. Throws 404 for anybody else's. */
export async function unschedule(site: Site, viewer: Viewer, id: number): Promise<void> {
  await site.store.tx(async (db) => {
    await lockOwnScheduled(db, viewer, id)
    await retire(site, db, { kind: 'scheduled', id }, { why: 'author', who: viewer.personId })
  })
}
