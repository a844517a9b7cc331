import { notFound } from '#base/errors.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import { editStatus } from '#features/statuses/edit.ts'
import type { Site } from '#platform/site.ts'
import { type Dates, datesOf } from './announcement-dates.ts'
import { announcementChanged } from './announcements.events.ts'
import { endAnnouncement } from './announcements.jobs.ts'
import { announcementById, updateAnnouncement } from './announcements.queries.ts'
import { companyVoice } from './company-voice.ts'

/** What shall be different; what is absent stays. */
export interface AnnouncementChange {
  text?: string
  dates?: Dates
}

/**
 * Changes the words or the dates of an announcement; the post keeps its former versions as any other. It stays read by those who have read it.
 * Throws 404 when there is none, 422 as `publishAnnouncement`.
 */
export async function changeAnnouncement(site: Site, id: number, change: AnnouncementChange, who: number | null): Promise<void> {
  const dates = change.dates && datesOf(change.dates)
  if (!(await announcementById(site.store.read, id))) throw notFound('announcement')
  if (change.text !== undefined) await editStatus(site, companyVoice(), id, { text: change.text })
  await site.store.tx(async (db) => {
    const kept = await announcementById(db, id)
    if (!kept) throw notFound('announcement')
    if (dates) {
      await updateAnnouncement(db, { id, ...dates })
      await site.jobs.cancel(db, endAnnouncement, String(id))
      if (dates.shownUntil !== null)
        await site.jobs.add(db, endAnnouncement, { announcementId: id }, { at: dates.shownUntil, once: String(id) })
    }
    await site.events.add(db, announcementChanged, { announcementId: id })
    await recordAudit(site, db, { action: 'announcement.change', actor: who, target: `announcement:${id}` })
  })
}
