import type { Db } from '#db/store.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import { createStatus } from '#features/statuses/create.ts'
import type { Site } from '#platform/site.ts'
import { type Dates, datesOf } from './announcement-dates.ts'
import { announcementPublished } from './announcements.events.ts'
import { endAnnouncement } from './announcements.jobs.ts'
import { insertAnnouncement } from './announcements.queries.ts'
import { companyVoice } from './company-voice.ts'

export interface NewAnnouncement extends Dates {
  text: string
  /** BCP 47. */
  language: string
}

/**
 * Posts a text for everyone here as the company account, and shows it as an announcement; answers its id, which is the post's too. `who` is the
 * person, null for the command line. Throws 422 as `createStatus` and `datesOf`, and for an end that has passed.
 */
export async function publishAnnouncement(site: Site, wish: NewAnnouncement, who: number | null): Promise<number> {
  const dates = datesOf(wish)
  const within = async (db: Db, id: number) => {
    await insertAnnouncement(db, { id, ...dates })
    if (dates.shownUntil !== null)
      await site.jobs.add(db, endAnnouncement, { announcementId: id }, { at: dates.shownUntil, once: String(id) })
    await site.events.add(db, announcementPublished, { announcementId: id })
    await recordAudit(site, db, { action: 'announcement.publish', actor: who, target: `announcement:${id}` })
  }
  const post = {
    text: wish.text,
    warning: '',
    sensitive: false,
    language: wish.language,
    audience: { kind: 'everyone', listed: true },
    replyToId: null,
    localOnly: true,
    labelId: null,
  } as const
  return await createStatus(site, companyVoice(wish.language), post, { within })
}
