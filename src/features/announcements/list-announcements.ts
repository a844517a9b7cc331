import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { type AnnouncementParts, loadAnnouncements } from './announcements.json.ts'
import { shownAnnouncements } from './announcements.queries.ts'

/** Everything that is announced now, the oldest first, read or not. */
export const listAnnouncements = async (site: Site, viewer: Pick<Viewer, 'accountId'>): Promise<AnnouncementParts[]> =>
  await loadAnnouncements(site, viewer, await shownAnnouncements(site.store.read, site.clock.now()))
