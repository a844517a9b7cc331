import { announcementPublished } from '#features/announcements/announcements.events.ts'
import { publishAnnouncement } from '#features/announcements/publish-announcement.ts'
import { messagesOf } from '#features/streaming/messages.ts'
import type { Cast, LookerKind } from './cast.ts'
import type { Verdict } from './expected.ts'
import type { Road } from './roads.ts'

const made = new WeakMap<Cast, Promise<number>>()

/** An announcement that links to every post of the cast. */
function announced(cast: Cast): Promise<number> {
  const { site } = cast.web
  const text = Object.values(cast.posts)
    .map((id) => `${site.config.url}/@somebody/${id}`)
    .join(' ')
  const id = made.get(cast) ?? publishAnnouncement(site, { text, language: 'en', startsAt: null, endsAt: null, allDay: false }, null)
  made.set(cast, id)
  return id
}

type Links = { statuses: { id: string }[] }
const shows = (links: Links, id: number): Verdict => (links.statuses.some((one) => one.id === String(id)) ? 'seen' : 'hidden')
const doors: Partial<Record<LookerKind, Verdict>> = { anonymous: 401, app: 422, disabled: 403 }

/** Posts that an announcement links to. */
export const noticeRoads: readonly Road[] = [
  {
    name: 'the links of an announcement',
    kind: 'list',
    async look(cast, looker, post) {
      const id = String(await announced(cast))
      const answer = await cast.web.api(cast.tokens[looker]).get('/api/v1/announcements')
      if (answer.status !== 200) return answer.status as Verdict
      return shows(
        answer.json.find((row: { id: string }) => row.id === id),
        cast.posts[post],
      )
    },
  },
  {
    name: 'the links of an announcement in the streams',
    kind: 'list',
    async look(cast, looker, post) {
      const refused = doors[looker]
      if (refused) return refused
      const viewer = cast.people[looker as Exclude<LookerKind, 'anonymous' | 'app'>]
      const data = { announcementId: await announced(cast) }
      const ears = [viewer, cast.people.author].map((one) => ({
        viewer: one,
        channels: [{ feed: 'user', key: 'user', echo: [] } as const],
      }))
      const told = await messagesOf(cast.web.site, ears, { position: '0-1', name: announcementPublished.name, data, at: 0 })
      const [message] = told.get(viewer.accountId)!
      return shows(JSON.parse(message!.payload!) as Links, cast.posts[post])
    },
  },
]
