import type { Viewer } from '#base/viewer.ts'
import { advanceMarker } from '#features/markers/advance-marker.ts'
import { standsInHome } from '#features/timelines/home-ids.ts'
import type { Site } from '#platform/site.ts'

/**
 * Notes that the viewer has read home up to a post, on all their devices. What does not stand in it moves nothing, so that no address that
 * somebody is led to can put the place somewhere else; nor does a place go back.
 */
export async function readHome(site: Site, viewer: Viewer, statusId: number): Promise<void> {
  if (await standsInHome(site, viewer, statusId)) await advanceMarker(site, viewer, 'home', statusId)
}
