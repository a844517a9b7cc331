import { area, get, post } from '#http/area.ts'
import { MarkersBody, MarkersQuery } from './markers.input.ts'
import { markersJson } from './markers.json.ts'
import { markersOf } from './markers.queries.ts'
import { saveMarkers } from './save-markers.ts'

export const markersArea = area('markers', [
  get('/api/v1/markers', { scope: 'read:statuses', query: MarkersQuery, returns: 'Markers' }, async (c) =>
    markersJson(await markersOf(c.site.store.read, c.viewer.accountId, c.query.timeline)),
  ),
  post(
    '/api/v1/markers',
    { scope: 'write:statuses', body: MarkersBody, returns: 'Markers', answers: { 409: 'Another device was faster' } },
    async (c) => markersJson(await saveMarkers(c.site, c.viewer, c.body)),
  ),
])
