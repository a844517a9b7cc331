import { notFound } from '#base/errors.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import { retire } from '#features/holds/retire.ts'
import type { Site } from '#platform/site.ts'
import { announcementWithdrawn } from './announcements.events.ts'
import { endAnnouncement } from './announcements.jobs.ts'
import { announcementById } from './announcements.queries.ts'

/** Takes an announcement back, and retires the post that it was. Throws 404 when there is none. */
export async function withdrawAnnouncement(site: Site, id: number, who: number | null): Promise<void> {
  await site.store.tx(async (db) => {
    if (!(await announcementById(db, id))) throw notFound('announcement')
    await retire(site, db, { kind: 'status', id }, { why: 'author', who })
    await site.jobs.cancel(db, endAnnouncement, String(id))
    await site.events.add(db, announcementWithdrawn, { announcementId: id })
    await recordAudit(site, db, { action: 'announcement.withdraw', actor: who, target: `announcement:${id}` })
  })
}
