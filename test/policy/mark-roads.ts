import { insertMark } from '#features/statuses/marks.queries.ts'
import { statusCreated } from '#features/statuses/statuses.events.ts'
import { insertStatus, statusesByIds } from '#features/statuses/statuses.queries.ts'
import type { Cast, LookerKind, PostKind } from './cast.ts'
import type { Road } from './roads.ts'

const api = (cast: Cast, looker: LookerKind) => cast.web.api(cast.tokens[looker])
const verdict = (status: number): 200 | 'hidden' | 401 | 403 | 422 => (status === 404 ? 'hidden' : (status as 200 | 401 | 403 | 422))
const has = (list: { id: string }[], id: number) => (list.some((one) => one.id === String(id)) ? 'seen' : 'hidden')

/** A post as the answer to something done with it. */
const deed = (end: string): Road => ({
  name: `POST /api/v1/statuses/:id/${end}`,
  kind: 'address',
  async look(cast, looker, post) {
    const id = cast.posts[post]
    const answer = await api(cast, looker).post(`/api/v1/statuses/${id}/${end}`)
    const found = verdict(answer.status)
    return found === 200 ? (answer.json.id === String(id) ? 'seen' : 'hidden') : found
  },
})

/** The list of what somebody has marked, the post among it: the row is put in by hand, as if the post had been seen once. */
const marked = (kind: 'favourites' | 'bookmarks'): Road => ({
  name: `GET /api/v1/${kind}`,
  kind: 'address',
  async look(cast, looker, post) {
    const { site } = cast.web
    const id = cast.posts[post]
    if (looker !== 'anonymous' && looker !== 'app' && post !== 'retired') {
      const row = { accountId: cast.people[looker].accountId, statusId: id, createdAt: site.clock.now() }
      await site.store.tx(async (db) => await insertMark(db, kind, { id: site.ids.next(), ...row }))
    }
    const answer = await api(cast, looker).get(`/api/v1/${kind}?limit=40`)
    const found = verdict(answer.status)
    return found === 200 ? has(answer.json, id) : found
  },
})

/** A boost of the post for everyone, put in by hand: no verb would make one of a post for fewer. */
async function passOn({ web: { site }, people, posts }: Cast, post: PostKind): Promise<void> {
  await site.store.tx(async (db) => {
    const [status] = await statusesByIds(db, [posts[post]])
    if (!status) return
    const id = site.ids.next()
    const open = { audience: 'everyone', listed: true, followersOfId: null, groupId: null } as const
    const words = { text: '', content: '', replyToId: null, replyToAccountId: null, replyCounted: false }
    await insertStatus(db, { ...status, ...open, ...words, id, threadId: id, accountId: people.stranger.accountId, boostOfId: status.id })
    await site.events.add(db, statusCreated, { statusId: id, accountId: people.stranger.accountId })
  })
}
const passedOn = new WeakMap<Cast, Map<PostKind, Promise<void>>>()

const boosts: Road = {
  name: 'a boost in GET /api/v1/accounts/:id/statuses',
  kind: 'list',
  async look(cast, looker, post) {
    const made = passedOn.get(cast) ?? new Map<PostKind, Promise<void>>()
    passedOn.set(cast, made)
    if (!made.has(post)) made.set(post, passOn(cast, post))
    await made.get(post)
    const answer = await api(cast, looker).get(`/api/v1/accounts/${cast.people.stranger.accountId}/statuses?limit=40`)
    const found = verdict(answer.status)
    if (found !== 200) return found
    const list = answer.json as { reblog: { id: string } | null }[]
    return has(
      list.flatMap(({ reblog }) => reblog ?? []),
      cast.posts[post],
    )
  },
}

const context: Road = {
  name: 'GET /api/v1/statuses/:id/context of an answer',
  kind: 'list',
  async look(cast, looker, post) {
    const answer = await api(cast, looker).get(`/api/v1/statuses/${cast.answers[post]}/context`)
    const found = verdict(answer.status)
    return found === 200 ? has(answer.json.ancestors, cast.posts[post]) : found
  },
}

/** By which a post gets out as what people do with it. */
export const markRoads: readonly Road[] = [
  // Not `reblog` and `pin`: these are refused for more reasons than being hidden.
  ...['favourite', 'unfavourite', 'bookmark', 'unbookmark', 'mute', 'unmute', 'unreblog'].map(deed),
  marked('favourites'),
  marked('bookmarks'),
  boosts,
  context,
]
