import { and, eq, ne } from '#db/drizzle.ts'
import { conversationChanged } from '#features/conversations/conversations.events.ts'
import { conversationFor, putStatus } from '#features/conversations/conversations.queries.ts'
import { notificationCreated } from '#features/notifications/notifications.events.ts'
import { insertNotification } from '#features/notifications/notifications.queries.ts'
import { notifications } from '#features/notifications/notifications.schema.ts'
import { noteRequest } from '#features/notifications/requests.queries.ts'
import { messagesOf } from '#features/streaming/messages.ts'
import { pushMessage } from '#features/webpush/push-message.ts'
import { newPhone } from '../features/webpush/scene.ts'
import type { Cast, LookerKind, PostKind } from './cast.ts'
import type { Verdict } from './expected.ts'
import type { Road } from './roads.ts'

type Answer = Awaited<ReturnType<ReturnType<Cast['web']['api']>['get']>>
type Holder = { id: string } | null | undefined

const api = (cast: Cast, looker: LookerKind) => cast.web.api(cast.tokens[looker])
const verdict = (status: number): Verdict => (status === 404 ? 'hidden' : (status as Verdict))
const isPerson = (looker: LookerKind) => looker !== 'anonymous' && looker !== 'app'

/** Whether the answer shows the post: `posts` says where in it posts stand. */
const judge = (cast: Cast, post: PostKind, answer: Answer, posts: (json: never) => Holder[]): Verdict => {
  if (answer.status !== 200) return verdict(answer.status)
  return posts(answer.json as never).some((one) => one?.id === String(cast.posts[post])) ? 'seen' : 'hidden'
}

/** A row about the post for whoever looks, put in by hand as if it had been told once; its id, 0 where there can be none. */
export async function told({ web: { site }, people, posts }: Cast, looker: LookerKind, post: PostKind, filtered = false): Promise<number> {
  if (looker === 'anonymous' || looker === 'app' || post === 'retired') return 0
  const cause = {
    accountId: people[looker].accountId,
    type: 'mention',
    fromAccountId: people.author.accountId,
    statusId: posts[post],
  } as const
  return await site.store.tx(async (db) => {
    await insertNotification(db, { id: site.ids.next(), ...cause, createdAt: site.clock.now(), filtered: false, groupKey: null })
    const mine = eq(notifications.accountId, cause.accountId)
    const that = and(mine, eq(notifications.statusId, cause.statusId), eq(notifications.type, 'mention'))
    await db.update(notifications).set({ filtered }).where(that)
    await db
      .update(notifications)
      .set({ filtered: false })
      .where(and(mine, ne(notifications.statusId, cause.statusId)))
    const [row] = await db.select({ id: notifications.id }).from(notifications).where(that)
    return row!.id
  })
}

/** A letter of the post's own in the conversations of whoever looks; the conversation's id, 0 where there can be none. */
export async function filed({ web: { site }, people, posts }: Cast, looker: LookerKind, post: PostKind): Promise<number> {
  if (looker === 'anonymous' || looker === 'app' || post === 'retired') return 0
  const { accountId } = people[looker]
  return await site.store.tx(async (db) => {
    const circle = { accountId, threadId: posts[post], participants: String(people.author.accountId) }
    const conversationId = await conversationFor(db, { id: site.ids.next(), ...circle })
    await putStatus(db, { conversationId, accountId, statusId: posts[post] })
    return conversationId
  })
}

/** A list or an object in which the post may stand; what leads to it is there for everybody, so the policy alone decides. */
const road = (
  name: string,
  make: (cast: Cast, looker: LookerKind, post: PostKind) => Promise<number>,
  ask: (one: ReturnType<typeof api>, id: number) => Promise<Answer>,
  posts: (json: never) => Holder[],
): Road => ({
  name,
  kind: 'list',
  look: async (cast, looker, post) => judge(cast, post, await ask(api(cast, looker), await make(cast, looker, post)), posts),
})

type One = { status?: Holder }
type Grouped = { statuses: Holder[] }
type Letter = { last_status: Holder }

/** Roads of what people are told; rows are put in, so they stand after the roads that count them. */
export const toldRoads: readonly Road[] = [
  road(
    'GET /api/v1/notifications',
    told,
    async (one) => await one.get('/api/v1/notifications?limit=80'),
    (json: One[]) => json.map((row) => row.status),
  ),
  road(
    'GET /api/v1/notifications/:id',
    told,
    async (one, id) => await one.get(`/api/v1/notifications/${id}`),
    (json: One) => [json.status],
  ),
  road(
    'GET /api/v2/notifications',
    told,
    async (one) => await one.get('/api/v2/notifications?limit=80'),
    (json: Grouped) => json.statuses,
  ),
  road(
    'GET /api/v2/notifications/:group_key',
    told,
    async (one, id) => await one.get(`/api/v2/notifications/ungrouped-${id}`),
    (json: Grouped) => json.statuses,
  ),
  road(
    'GET /api/v1/notifications/requests',
    async (cast, looker, post) => {
      const id = await told(cast, looker, post, true)
      const { site } = cast.web
      if (looker === 'anonymous' || looker === 'app' || id === 0) return 0
      const pair = { accountId: cast.people[looker].accountId, fromAccountId: cast.people.author.accountId }
      await site.store.tx(async (db) => await noteRequest(db, { id: site.ids.next(), ...pair, at: site.clock.now() }))
      return id
    },
    async (one) => await one.get('/api/v1/notifications/requests'),
    (json: Letter[]) => json.map((row) => row.last_status),
  ),
  {
    name: 'a notification in the streams',
    kind: 'list',
    async look(cast, looker, post) {
      if (!isPerson(looker)) return looker === 'app' ? 422 : 401
      if (looker === 'disabled') return 403
      const viewer = cast.people[looker as Exclude<LookerKind, 'anonymous' | 'app'>]
      const data = { notificationId: await told(cast, looker, post), accountId: viewer.accountId }
      const ears = [{ viewer, channels: [{ feed: 'user:notification', key: 'user:notification', echo: [] }] }] as const
      const messages = await messagesOf(cast.web.site, ears, { position: '0-1', name: notificationCreated.name, data, at: 0 })
      return messages.size > 0 ? 'seen' : 'hidden'
    },
  },
  {
    name: 'the stream direct',
    kind: 'list',
    async look(cast, looker, post) {
      if (!isPerson(looker)) return looker === 'app' ? 422 : 401
      if (looker === 'disabled') return 403
      const viewer = cast.people[looker as Exclude<LookerKind, 'anonymous' | 'app'>]
      const data = { conversationId: await filed(cast, looker, post), accountId: viewer.accountId }
      const ears = [{ viewer, channels: [{ feed: 'direct', key: 'direct', echo: [] }] }] as const
      const messages = await messagesOf(cast.web.site, ears, { position: '0-1', name: conversationChanged.name, data, at: 0 })
      return messages.size > 0 ? 'seen' : 'hidden'
    },
  },
  {
    name: 'a web push',
    kind: 'list',
    async look(cast, looker, post) {
      if (!isPerson(looker)) return looker === 'app' ? 422 : 401
      if (looker === 'disabled') return 403
      const { site } = cast.web
      const viewer = cast.people[looker as Exclude<LookerKind, 'anonymous' | 'app'>]
      const { subscription } = await newPhone(site, { endpoint: () => 'https://push.example/' }, viewer)
      return (await pushMessage(site, subscription, await told(cast, looker, post))).kind === 'message' ? 'seen' : 'hidden'
    },
  },
  road(
    'GET /api/v1/conversations',
    filed,
    async (one) => await one.get('/api/v1/conversations?limit=40'),
    (json: Letter[]) => json.map((row) => row.last_status),
  ),
  road(
    'POST /api/v1/conversations/:id/read',
    filed,
    async (one, id) => await one.post(`/api/v1/conversations/${id}/read`),
    (json: Letter) => [json.last_status],
  ),
]
