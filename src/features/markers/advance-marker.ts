import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { markerMoved } from './markers.events.ts'
import { advancePlace } from './markers.queries.ts'
import type { Marker } from './markers.schema.ts'

/** Notes that the viewer has read a timeline up to this id. Another device that is further already stays where it is. */
export async function advanceMarker(
  site: Site,
  { accountId }: Pick<Viewer, 'accountId'>,
  timeline: Marker['timeline'],
  lastReadId: number,
): Promise<void> {
  await site.store.tx(async (db) => {
    const row = { accountId, timeline, lastReadId, updatedAt: site.clock.now() }
    if (await advancePlace(db, row)) await site.events.add(db, markerMoved, { accountId, timeline })
  })
}
