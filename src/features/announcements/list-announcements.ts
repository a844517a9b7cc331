import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { type AnnouncementParts, loadAnnouncements } from './announcements.json.ts'
import { dismissedAmong, shownAnnouncements } from './announcements.queries.ts'

type Reader = Pick<Viewer, 'accountId'>

/** Everything that is announced now, the oldest first, read or not. */
export const listAnnouncements = async (site: Site, viewer: Reader): Promise<AnnouncementParts[]> =>
  await loadAnnouncements(site, viewer, await shownAnnouncements(site.store.read, site.clock.now()))

/** At most so many stand over the home page; dismissing one makes room. */
const mostUnread = 3

/** The oldest of what is announced now and the viewer has not read. Two queries when there is none. */
export async function unreadAnnouncements(site: Site, viewer: Reader): Promise<AnnouncementParts[]> {
  const { read } = site.store
  const rows = await shownAnnouncements(read, site.clock.now())
  const known = await dismissedAmong(
    read,
    viewer.accountId,
    rows.map((row) => row.id),
  )
  return await loadAnnouncements(site, viewer, rows.filter((row) => !known.has(row.id)).slice(0, mostUnread))
}
