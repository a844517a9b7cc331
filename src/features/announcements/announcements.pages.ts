import { form, go, page, pageArea, view } from '#http/page.ts'
import { announcementPageView } from './announcements.html.ts'
import { AnnouncementPath, DismissForm, ReactForm } from './announcements.input.ts'
import { dismissAnnouncement } from './dismiss-announcement.ts'
import { listAnnouncements } from './list-announcements.ts'
import { react } from './react.ts'
import { takeBackReaction } from './take-back-reaction.ts'

export const announcementsPages = pageArea('announcements', [
  page('/announcements', {}, async (c) => {
    const announcements = (await listAnnouncements(c.site, c.viewer)).toReversed().map(announcementPageView)
    return view('announcements/list', c.say('announcements.title'), { announcements })
  }),
  form('/announcements/:id/dismiss', { params: AnnouncementPath, body: DismissForm }, async (c) => {
    const { id } = c.params
    await dismissAnnouncement(c.site, c.viewer, id)
    const { back } = c.body
    return go(back, { flash: 'home.was_read', focus: back === '/home' ? 'main' : `announcement-${id}` })
  }),
  form('/announcements/:id/react', { params: AnnouncementPath, body: ReactForm }, async (c) => {
    const { id } = c.params
    const { name, on } = c.body
    if (on) await react(c.site, c.viewer, id, name)
    else await takeBackReaction(c.site, c.viewer, id, name)
    return go('/announcements', { flash: on ? 'announcements.reacted' : 'announcements.taken_back', focus: `announcement-${id}` })
  }),
])
