import { inArray } from '#db/drizzle.ts'
import { indexUnindexed } from '#features/search/index-unindexed.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import type { Cast, LookerKind, PostKind } from './cast.ts'
import type { RoadKind, Verdict } from './expected.ts'
import type { Road } from './roads.ts'

const indexed = new WeakMap<Cast, Promise<void>>()

/** Brings the cast's posts into the index, once. */
async function index(cast: Cast): Promise<void> {
  const done = indexed.get(cast) ?? indexUnindexed(cast.web.site)
  indexed.set(cast, done)
  await done
}

const found = (name: string, kind: RoadKind, query: (cast: Cast, post: PostKind) => string): Road => ({
  name: `GET /api/v2/search ${name}`,
  kind,
  async look(cast: Cast, looker: LookerKind, post: PostKind): Promise<Verdict> {
    await index(cast)
    const answer = await cast.web.api(cast.tokens[looker]).get(`/api/v2/search?limit=40&q=${encodeURIComponent(query(cast, post))}`)
    if (answer.status !== 200) return answer.status as Verdict
    return (answer.json.statuses as { id: string }[]).some((one) => one.id === String(cast.posts[post])) ? 'seen' : 'hidden'
  },
})

/** Posts that somebody has passed on: the numbers are put in by hand, as no verb would pass on those for fewer. */
const trending: Road = {
  name: 'GET /api/v1/trends/statuses',
  kind: 'open',
  async look(cast, looker, post) {
    const ids = Object.values(cast.posts)
    await cast.web.site.store.tx(async (db) => await db.update(statuses).set({ boostsCount: 3 }).where(inArray(statuses.id, ids)))
    const answer = await cast.web.api(cast.tokens[looker]).get('/api/v1/trends/statuses?limit=40')
    if (answer.status !== 200) return answer.status as Verdict
    return (answer.json as { id: string }[]).some((one) => one.id === String(cast.posts[post])) ? 'seen' : 'hidden'
  },
}

/** The ways by which a search may find a post. They come before those by which a post gets into somebody's library. */
export const foundRoads: readonly Road[] = [
  found('for a word', 'found', () => 'matrix'),
  found('for an author', 'found', ({ people }) => `from:${people.author.username}`),
  found('by its address', 'address', ({ web, people, posts }, post) => `${web.url}/@${people.author.username}/${posts[post]}`),
  trending,
]
