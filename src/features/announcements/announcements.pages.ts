import { Refusal } from '#base/errors.ts'
import { allEmojis } from '#features/emojis/emojis.queries.ts'
import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { type Adding, announcementPageView } from './announcements.html.ts'
import { AnnouncementPath, DismissForm, ReactForm } from './announcements.input.ts'
import { dismissAnnouncement } from './dismiss-announcement.ts'
import { listAnnouncements } from './list-announcements.ts'
import { react } from './react.ts'
import { signChoices } from './signs.html.ts'
import { takeBackReaction } from './take-back-reaction.ts'

const faults: Readonly<Record<string, string>> = {
  not_an_emoji: 'announcements.fault_sign',
  too_many_emoji: 'announcements.fault_many',
}

/** All that is announced; a refused sign comes back at its field. */
async function listPage({ site, viewer, locale, say }: Pick<PageCall, 'site' | 'viewer' | 'locale' | 'say'>, refused?: Adding['refused']) {
  const signs = signChoices(await allEmojis(site.store.read), locale)
  const adding = refused ? { signs, refused } : { signs }
  const announcements = (await listAnnouncements(site, viewer)).toReversed().map((parts) => announcementPageView(parts, adding))
  return view('announcements/list', say('announcements.title'), { announcements }, { status: refused ? 422 : 200 })
}

export const announcementsPages = pageArea('announcements', [
  page('/announcements', {}, async (c) => await listPage(c)),
  form('/announcements/:id/dismiss', { params: AnnouncementPath, body: DismissForm }, async (c) => {
    const { id } = c.params
    await dismissAnnouncement(c.site, c.viewer, id)
    const { back } = c.body
    return go(back, { flash: 'home.was_read', focus: back === '/home' ? 'main' : `announcement-${id}` })
  }),
  // Where a browser without JavaScript stands after a refused sign, when it is asked to read the page again.
  page('/announcements/:id/react', { params: AnnouncementPath }, async () => go('/announcements')),
  form('/announcements/:id/react', { params: AnnouncementPath, body: ReactForm }, async (c) => {
    const { id } = c.params
    const { name, other, on } = c.body
    try {
      if (on) await react(c.site, c.viewer, id, name)
      else await takeBackReaction(c.site, c.viewer, id, name)
    } catch (error) {
      const fault = error instanceof Refusal ? faults[error.code] : undefined
      if (fault === undefined) throw error
      return await listPage(c, { id, other, fault: c.say(fault) })
    }
    return go('/announcements', { flash: on ? 'announcements.reacted' : 'announcements.taken_back', focus: `announcement-${id}` })
  }),
])
