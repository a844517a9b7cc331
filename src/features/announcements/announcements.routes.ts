import { area, type Call, del, get, patch, post, put } from '#http/area.ts'
import { AnnouncementPath, ReactionPath } from './announcements.input.ts'
import { announcementJson } from './announcements.json.ts'
import { dismissAnnouncement } from './dismiss-announcement.ts'
import { listAnnouncements } from './list-announcements.ts'
import { react } from './react.ts'
import { takeBackReaction } from './take-back-reaction.ts'

const reaction = '/api/v1/announcements/:id/reactions/:name'
const reacting = { scope: 'write:favourites', params: ReactionPath, returns: 'Empty' } as const

const reacted = async (c: Pick<Call, 'site' | 'viewer'> & { params: { id: number; name: string } }) => {
  await react(c.site, c.viewer, c.params.id, c.params.name)
  return {}
}

export const announcementsArea = area('announcements', [
  get('/api/v1/announcements', { scope: 'any', returns: 'Announcement[]' }, async (c) =>
    (await listAnnouncements(c.site, c.viewer)).map((parts) => announcementJson(c.site, parts)),
  ),
  post('/api/v1/announcements/:id/dismiss', { scope: 'write:accounts', params: AnnouncementPath, returns: 'Empty' }, async (c) => {
    await dismissAnnouncement(c.site, c.viewer, c.params.id)
    return {}
  }),
  put(reaction, reacting, reacted),
  patch(reaction, reacting, reacted),
  del(reaction, reacting, async (c) => {
    await takeBackReaction(c.site, c.viewer, c.params.id, c.params.name)
    return {}
  }),
])
