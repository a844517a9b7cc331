import type { Looker } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import { loadAnnouncements, loadReaction, sharedAnnouncementJson } from './announcements.json.ts'
import { announcementById } from './announcements.queries.ts'

/** What streams tell of an announcement that is published or changed; undefined when it is not shown any more. */
export async function heardAnnouncement(site: Site, viewer: Looker, id: number) {
  const row = await announcementById(site.store.read, id)
  if (!row || (row.shownUntil !== null && row.shownUntil <= site.clock.now())) return undefined
  const [parts] = await loadAnnouncements(site, viewer, [row])
  return parts && sharedAnnouncementJson(site, parts)
}

/** What streams tell of a reaction (StreamingAnnouncementReaction): how many there are now, 0 = nobody is left. */
export const heardReaction = async (site: Site, id: number, name: string) => ({
  ...(await loadReaction(site, id, name)),
  announcement_id: String(id),
})
