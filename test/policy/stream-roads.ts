import { eq } from '#db/drizzle.ts'
import { media } from '#features/media/media.schema.ts'
import { statusCreated, statusEdited } from '#features/statuses/statuses.events.ts'
import { type Channel, channelOf, type Wish } from '#features/streaming/channels.ts'
import { messagesOf } from '#features/streaming/messages.ts'
import { lookers, type Cast, type LookerKind, type PostKind } from './cast.ts'
import type { RoadKind, Verdict } from './expected.ts'
import type { Road } from './roads.ts'

const people = lookers.filter((one) => one !== 'anonymous' && one !== 'app')

/** A channel as an app with every right gets it; whose a list is has been asked before. */
function channel(wish: Wish): Channel {
  const found = channelOf(wish, ['read'])
  if ('error' in found) throw new Error(found.error)
  return found
}

/**
 * A post on one channel, as all people hear the event at once: the way of 500 open streams. What is told must be the post, and nothing about
 * another's deeds.
 */
const road = (
  name: string,
  kind: RoadKind,
  wish: (cast: Cast, looker: LookerKind) => Wish,
  o: { event?: 'status.update'; before?: (cast: Cast, post: PostKind) => Promise<void> } = {},
): Road => ({
  name: `the stream ${name}`,
  kind,
  async look(cast, looker, post): Promise<Verdict> {
    if (looker === 'anonymous' || looker === 'app') return looker === 'app' ? 422 : 401
    if (looker === 'disabled') return 403
    await o.before?.(cast, post)
    const { site } = cast.web
    const ears = people.map((one) => ({ viewer: cast.people[one], channels: [channel(wish(cast, one))] }))
    const event = o.event ? statusEdited : statusCreated
    const data = { statusId: cast.posts[post], accountId: cast.people.author.accountId }
    const messages = (await messagesOf(site, ears, { position: '0-1', name: event.name, data, at: 0 })).get(cast.people[looker].accountId)
    if (!messages) return 'hidden'
    const told = messages.map((message) => (JSON.parse(message.payload!) as { id: string }).id)
    return told.length === 1 && told[0] === String(cast.posts[post]) ? 'seen' : 'hidden'
  },
})

/** Hangs a picture on a post by hand, once. */
async function picture({ web: { site }, posts, people: { author } }: Cast, post: PostKind): Promise<void> {
  const statusId = posts[post]
  if (post === 'retired' || (await site.store.read.select().from(media).where(eq(media.statusId, statusId))).length) return
  await site.store.tx(async (db) => {
    const id = site.ids.next()
    const key = String(id).padStart(32, '0')
    const file = {
      kind: 'image',
      capability: key,
      name: 'a.png',
      storageKey: key,
      sha256: key.repeat(2),
      size: 1,
      mime: 'image/png',
    } as const
    await db.insert(media).values({ id, accountId: author.accountId, statusId, ...file, createdAt: site.clock.now() })
  })
}

const named = (name: string) => () => ({ name })
const tagged = (name: string) => () => ({ name, tag: 'Matrix' })
const onList = ({ lists }: Cast, looker: LookerKind) => ({ name: 'list', list: String(lists[looker] ?? 1) })

/** Every channel; pictures are hung last, since they change the posts. */
export const streamRoads: readonly Road[] = [
  road('user', 'home', named('user')),
  road('user, a change', 'homeOrTold', named('user'), { event: 'status.update' }),
  road('user:notification, a change', 'told', named('user:notification'), { event: 'status.update' }),
  road('list', 'home', onList),
  road('list, a change', 'home', onList, { event: 'status.update' }),
  road('public', 'open', named('public')),
  road('public, a change', 'open', named('public'), { event: 'status.update' }),
  road('public:local', 'open', named('public:local')),
  road('public:remote', 'nowhere', named('public:remote')),
  road('hashtag', 'open', tagged('hashtag')),
  road('hashtag, a change', 'open', tagged('hashtag'), { event: 'status.update' }),
  road('hashtag:local', 'open', tagged('hashtag:local')),
  road('hashtag of another tag', 'nowhere', () => ({ name: 'hashtag', tag: 'other' })),
  road('direct, a post', 'nowhere', named('direct')),
  road('public:media without pictures', 'nowhere', named('public:media')),
  road('public:media', 'open', named('public:media'), { before: picture }),
  road('public:local:media', 'open', named('public:local:media'), { before: picture }),
  road('public:remote:media', 'nowhere', named('public:remote:media'), { before: picture }),
]
