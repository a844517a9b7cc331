import { liveChange } from '#features/home/live-change.ts'
import { type LiveFeed, standsIn } from '#features/home/live-feeds.ts'
import { statusCreated, statusEdited } from '#features/statuses/statuses.events.ts'
import { sessionCookie } from '#features/signin/session-life.ts'
import { makeSession } from '../people.ts'
import type { Cast, LookerKind, PostKind, Somebody } from './cast.ts'
import type { RoadKind, Verdict } from './expected.ts'
import type { Road } from './roads.ts'

type Look = (cast: Cast, viewer: Somebody, post: PostKind, looker: LookerKind) => Promise<boolean>

/** A way through our own pages, which people walk with a session: whoever has none is refused at the door. */
const inside = (name: string, kind: RoadKind, look: Look): Road => ({
  name,
  kind,
  async look(cast, looker, post): Promise<Verdict> {
    if (looker === 'anonymous') return 401
    if (looker === 'app') return 422
    if (looker === 'disabled') return 403
    return (await look(cast, cast.people[looker], post, looker)) ? 'seen' : 'hidden'
  },
})

const sessions = new WeakMap<Somebody, Promise<string>>()

/** A page as somebody's browser gets it. */
async function htmlOf({ web }: Cast, viewer: Somebody, path: string): Promise<string> {
  const session = sessions.get(viewer) ?? makeSession(web.site, viewer)
  sessions.set(viewer, session)
  return await (await fetch(web.url + path, { headers: { cookie: `${sessionCookie}=${await session}` } })).text()
}

/** A list of posts on a page, walked to its end. */
const page = (name: string, kind: RoadKind, pathOf: (cast: Cast, looker: LookerKind) => string) =>
  inside(`the page ${name}`, kind, async (cast, viewer, post, looker) => {
    for (let path: string | undefined = pathOf(cast, looker); path !== undefined;) {
      const html: string = await htmlOf(cast, viewer, path)
      if (html.includes(`id="post-${cast.posts[post]}"`)) return true
      path = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    return false
  })

/** A post as it comes into an open feed; what its page would show, the author's own included. */
const feed = (name: string, kind: RoadKind, feedOf: (cast: Cast, looker: LookerKind) => LiveFeed) =>
  inside(`the open feed ${name}`, kind, async (cast, viewer, post, looker) => {
    const { site } = cast.web
    const id = cast.posts[post]
    const watched = feedOf(cast, looker)
    const event = {
      position: site.events.position(),
      name: statusCreated.name,
      data: { statusId: id, accountId: cast.people.author.accountId },
    }
    const told = await liveChange(site, viewer, event as never, { feed: watched, shown: new Set() })
    const stands = await standsIn(site, viewer, watched, id)
    // Own posts do not ring.
    return viewer.accountId === cast.people.author.accountId ? stands : stands && told?.kind === 'arrived'
  })

/** By which a post gets onto the pages of lists and into open feeds. */
export const feedRoads: readonly Road[] = [
  page('/public/local', 'open', () => '/public/local'),
  page('/tags/:name', 'open', () => '/tags/matrix'),
  page('/lists/:id', 'home', ({ lists }, looker) => `/lists/${lists[looker] ?? 0}`),
  page('/@:user/with_replies', 'list', ({ people }) => `/@${people.author.username}/with_replies`),
  feed('home', 'home', () => ({ kind: 'home' })),
  feed('of everyone here', 'open', () => ({ kind: 'public' })),
  feed('of a hashtag', 'open', () => ({ kind: 'tag', name: 'matrix' })),
  feed('of a list', 'home', ({ lists }, looker) => ({ kind: 'list', id: lists[looker] ?? 0 })),
  inside('a change of a post that an open page shows', 'list', async (cast, viewer, post) => {
    const { site } = cast.web
    const id = cast.posts[post]
    const event = {
      position: site.events.position(),
      name: statusEdited.name,
      data: { statusId: id, accountId: cast.people.author.accountId },
    }
    return (await liveChange(site, viewer, event as never, { feed: undefined, shown: new Set([id]) }))?.kind === 'changed'
  }),
]
