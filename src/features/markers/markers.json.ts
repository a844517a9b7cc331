import { iso } from '#base/clock.ts'
import type { Marker } from './markers.schema.ts'

/** Mastodon's map of timeline to Marker; a timeline without a place is absent. */
export const markersJson = (list: readonly Marker[]) =>
  Object.fromEntries(
    list.map((marker) => [
      marker.timeline,
      { last_read_id: String(marker.lastReadId), version: marker.version, updated_at: iso(marker.updatedAt) },
    ]),
  )
