import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { deleteMark } from './marks.queries.ts'
import { pinsChanged } from './statuses.events.ts'

/** Takes a post down from the top of the viewer's profile; nothing happens when it does not stand there. */
export async function unpin(site: Site, viewer: Viewer, id: number): Promise<void> {
  const { accountId } = viewer
  await site.store.tx(async (db) => {
    if (await deleteMark(db, 'pins', { accountId, statusId: id })) await site.events.add(db, pinsChanged, { accountId })
  })
}
