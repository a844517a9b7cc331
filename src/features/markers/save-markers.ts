import { conflict } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { markerMoved } from './markers.events.ts'
import { moveMarker } from './markers.queries.ts'
import type { Marker } from './markers.schema.ts'

export interface Place {
  timeline: Marker['timeline']
  lastReadId: number
  /** The version that the app has seen; absent = whatever it is. */
  known?: number
}

/** Keeps how far the viewer has read, all places or none. Throws 409 when another device was faster than one whose version is given. */
export async function saveMarkers(site: Site, viewer: Pick<Viewer, 'accountId'>, places: readonly Place[]): Promise<Marker[]> {
  return await site.store.tx(async (db) => {
    const saved: Marker[] = []
    for (const { timeline, lastReadId, known } of places) {
      const row = { accountId: viewer.accountId, timeline, lastReadId, updatedAt: site.clock.now() }
      const marker = await moveMarker(db, row, known)
      // A first place that should have been there already is as much a conflict as one that has moved on.
      if (!marker || (known !== undefined && marker.version !== known + 1))
        throw conflict('marker_moved', 'Conflict during update, please try again')
      await site.events.add(db, markerMoved, { accountId: viewer.accountId, timeline })
      saved.push(marker)
    }
    return saved
  })
}
