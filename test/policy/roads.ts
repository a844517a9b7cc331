import { and, eq } from '#db/drizzle.ts'
import { notifications } from '#features/notifications/notifications.schema.ts'
import { loadThread } from '#features/statuses/thread.ts'
import { Refusal } from '#base/errors.ts'
import type { Cast, LookerKind, PostKind, Somebody } from './cast.ts'
import type { RoadKind, Verdict } from './expected.ts'
import { dataRoads } from './data-roads.ts'
import { feedRoads } from './feed-roads.ts'
import { foundRoads } from './found-roads.ts'
import { markRoads } from './mark-roads.ts'
import { noticeRoads } from './notice-roads.ts'
import { pageRoads } from './page-roads.ts'
import { pollRoads } from './poll-roads.ts'
import { streamRoads } from './stream-roads.ts'
import { toldRoads } from './told-roads.ts'

/** One way by which a post can leave the policy's hands. */
export interface Road {
  name: string
  kind: RoadKind
  /** The road is an API request; its path makes the check that hidden and missing are equal. `id` is the post's, or that of none. */
  path?: (id: number, cast: Cast) => string
  look(cast: Cast, looker: LookerKind, post: PostKind): Promise<Verdict>
}

const get = async (cast: Cast, looker: LookerKind, path: string) => await cast.web.api(cast.tokens[looker]).get(path)
const verdict = (status: number): Verdict => (status === 404 ? 'hidden' : (status as Verdict))

/** A post at its own address. */
const address = (name: string, path: (id: number) => string): Road => ({
  name,
  kind: 'address',
  path,
  async look(cast, looker, post) {
    const answer = await get(cast, looker, path(cast.posts[post]))
    return answer.status === 200 ? 'seen' : verdict(answer.status)
  },
})

/** A list in which the post stands or does not. */
const list = (name: string, kind: RoadKind, path: (cast: Cast, looker: LookerKind) => string): Road => ({
  name,
  kind,
  async look(cast, looker, post) {
    const answer = await get(cast, looker, path(cast, looker))
    if (answer.status !== 200) return verdict(answer.status)
    return (answer.json as { id: string }[]).some((one) => one.id === String(cast.posts[post])) ? 'seen' : 'hidden'
  },
})

/** A road that only people reach, without a request of its own: whoever is refused at the door is taken as refused. */
const inside = (name: string, kind: RoadKind, look: (cast: Cast, viewer: Somebody, post: PostKind) => Promise<boolean>): Road => ({
  name,
  kind,
  async look(cast, looker, post) {
    if (looker === 'anonymous') return 401
    if (looker === 'app') return 422
    if (looker === 'disabled') return 403
    return (await look(cast, cast.people[looker], post)) ? 'seen' : 'hidden'
  },
})

/** Every road out. A new one joins by its line; what it gives out says what is expected of it. */
export const roads: readonly Road[] = [
  address('GET /api/v1/statuses/:id', (id) => `/api/v1/statuses/${id}`),
  address('GET /api/v1/statuses/:id/history', (id) => `/api/v1/statuses/${id}/history`),
  address('GET /api/v1/statuses/:id/source', (id) => `/api/v1/statuses/${id}/source`),
  address('GET /api/v1/statuses/:id/context', (id) => `/api/v1/statuses/${id}/context`),
  address('GET /api/v1/statuses/:id/favourited_by', (id) => `/api/v1/statuses/${id}/favourited_by`),
  address('GET /api/v1/statuses/:id/reblogged_by', (id) => `/api/v1/statuses/${id}/reblogged_by`),
  address('GET /api/v1/statuses/:id/quotes', (id) => `/api/v1/statuses/${id}/quotes`),
  list(
    'GET /api/v1/statuses',
    'list',
    ({ posts }) =>
      `/api/v1/statuses?${Object.values(posts)
        .map((id) => `id[]=${id}`)
        .join('&')}`,
  ),
  ...foundRoads,
  ...markRoads,
  // After the searches: what somebody has marked they also find.
  ...dataRoads,
  ...pollRoads,
  list('GET /api/v1/accounts/:id/statuses', 'list', (cast) => `/api/v1/accounts/${cast.people.author.accountId}/statuses?limit=40`),
  list('GET /api/v1/timelines/home', 'home', () => '/api/v1/timelines/home?limit=40'),
  list('GET /api/v1/timelines/public', 'open', () => '/api/v1/timelines/public?limit=40'),
  list('GET /api/v1/timelines/tag/:hashtag', 'open', () => '/api/v1/timelines/tag/matrix?limit=40'),
  list('GET /api/v1/timelines/list/:list_id', 'home', ({ lists }, looker) => `/api/v1/timelines/list/${lists[looker] ?? 0}?limit=40`),
  {
    name: 'in_reply_to_id of an answer',
    kind: 'address',
    async look(cast, looker, post) {
      const answer = await get(cast, looker, `/api/v1/statuses/${cast.answers[post]}`)
      if (answer.status !== 200) return verdict(answer.status)
      return answer.json.in_reply_to_id === String(cast.posts[post]) ? 'seen' : 'hidden'
    },
  },
  {
    name: 'replies_count of what it answers',
    kind: 'count',
    async look(cast, looker, post) {
      const answer = await get(cast, looker, `/api/v1/statuses/${cast.roots[post]}`)
      return answer.status === 200 ? (answer.json.replies_count === 0 ? 'hidden' : 'seen') : verdict(answer.status)
    },
  },
  inside('the thread of an answer', 'list', async (cast, viewer, post) => {
    const thread = await loadThread(cast.web.site, viewer, cast.answers[post]).catch((e: unknown) => {
      if (e instanceof Refusal && e.status === 404) return { ancestors: [] }
      throw e
    })
    return thread.ancestors.some((one) => one.status.id === cast.posts[post])
  }),
  inside('a mention notification', 'told', async (cast, viewer, post) => {
    const mine = and(eq(notifications.accountId, viewer.accountId), eq(notifications.statusId, cast.posts[post]))
    return (await cast.web.site.store.read.select().from(notifications).where(mine)).length === 1
  }),
  ...toldRoads,
  ...pageRoads,
  ...streamRoads,
  ...noticeRoads,
  ...feedRoads,
]
