import { form, go, pageArea } from '#http/page.ts'
import { AnnouncementPath } from './announcements.input.ts'
import { dismissAnnouncement } from './dismiss-announcement.ts'

export const announcementsPages = pageArea('announcements', [
  form('/announcements/:id/dismiss', { params: AnnouncementPath }, async (c) => {
    await dismissAnnouncement(c.site, c.viewer, c.params.id)
    return go('/home', { flash: 'home.was_read', focus: 'main' })
  }),
])
