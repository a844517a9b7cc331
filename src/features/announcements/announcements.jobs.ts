import { defineJob } from '#platform/site.ts'
import { z } from 'zod'
import { announcementWithdrawn } from './announcements.events.ts'
import { announcementById } from './announcements.queries.ts'

/** Added for the moment at which an announcement is over: open apps take it away. Its dates may have moved meanwhile; then a later job does it. */
export const endAnnouncement = defineJob({
  name: 'announcements.end',
  data: z.strictObject({ announcementId: z.int() }),
  async run(site, { announcementId }) {
    const found = await announcementById(site.store.read, announcementId)
    if (!found || found.shownUntil === null || found.shownUntil > site.clock.now()) return
    await site.store.tx(async (db) => await site.events.add(db, announcementWithdrawn, { announcementId }))
  },
})
