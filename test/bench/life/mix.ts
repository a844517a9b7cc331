import type { chance } from '../../policy/chance.ts'
import type { Ask, Told } from './ask.ts'
import type { Person } from './company.ts'

/** What is known of the company while it lives. */
export interface World {
  people: readonly Person[]
  random: ReturnType<typeof chance>
  /** Ids of posts that anybody may see, the newest last. */
  posts: { id: string; by: string }[]
  /** Uploads that no post shows yet. */
  files: { id: string; by: string }[]
  picture: Buffer
}

/** One thing that people do. `weight`: how often among a hundred. */
export interface Deed {
  name: string
  weight: number
  ask(world: World, who: Person): Ask
  /** Whether the answer is what it must be; takes from it what later deeds need. */
  right(told: Told, world: World, who: Person): boolean
}

const newest = 200
const remember = <T>(list: T[], value: T) => {
  list.push(value)
  if (list.length > newest) list.shift()
}
const app = (who: Person) => ({ authorization: `Bearer ${who.token}`, accept: 'application/json', 'accept-encoding': 'zstd, gzip' })
const browser = (who: Person) => ({ cookie: `session=${who.session}`, accept: 'text/html', 'accept-encoding': 'gzip, br, zstd' })
const json = ({ status, text }: Told): boolean => status === 200 && text.length > 1

const read = (name: string, weight: number, path: (w: World, who: Person) => string): Deed => ({
  name,
  weight,
  ask: (world, who) => ({ method: 'GET', path: path(world, who), headers: app(who) }),
  right: json,
})
const page = (name: string, weight: number, path: (w: World, who: Person) => string): Deed => ({
  name,
  weight,
  ask: (world, who) => ({ method: 'GET', path: path(world, who), headers: browser(who) }),
  right: ({ status, text }) => status === 200 && text.length > 500,
})
const mark = (name: string, weight: number, verb: string): Deed => ({
  name,
  weight,
  ask: (world, who) => ({ method: 'POST', path: `/api/v1/statuses/${anyPost(world).id}/${verb}`, headers: app(who) }),
  right: (told) => json(told) && (JSON.parse(told.text) as { id?: string }).id !== undefined,
})
const anyPost = ({ posts, random }: World) => random.pick(posts)
const colleague = ({ people, random }: World) => random.pick(people)

const say = ['Lunch at noon in the garden?', 'The release is out, thank you all!', 'Who has the key of room 4?', 'Grüße aus Köln 🎉']

const post: Deed = {
  name: 'post',
  weight: 4,
  ask(world, who) {
    const { random } = world
    const file = random.below(2) ? world.files.findIndex(({ by }) => by === who.username) : -1
    const status = `${random.pick(say)} ${random.below(10_000)} ${random.below(3) ? '' : '#garden'}`
    const body = {
      status: random.below(5) ? status : `@${colleague(world).username} ${status}`,
      visibility: 'public',
      ...(file < 0 ? {} : { media_ids: [world.files.splice(file, 1)[0]!.id] }),
      ...(random.below(4) ? {} : { in_reply_to_id: anyPost(world).id }),
    }
    return {
      method: 'POST',
      path: '/api/v1/statuses',
      headers: { ...app(who), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
  },
  right(told, world, who) {
    if (!json(told)) return false
    const { id } = JSON.parse(told.text) as { id?: string }
    if (id !== undefined) remember(world.posts, { id, by: who.username })
    return id !== undefined
  },
}

const boundary = 'atrium-bench-7d1f0c'
const upload: Deed = {
  name: 'upload',
  weight: 1,
  ask(world, who) {
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`
    const body = Buffer.concat([Buffer.from(head), world.picture, Buffer.from(`\r\n--${boundary}--\r\n`)])
    return {
      method: 'POST',
      path: '/api/v2/media',
      headers: { ...app(who), 'content-type': `multipart/form-data; boundary=${boundary}` },
      body,
    }
  },
  right(told, world, who) {
    if (!json(told)) return false
    const { id } = JSON.parse(told.text) as { id?: string }
    if (id !== undefined) remember(world.files, { id, by: who.username })
    return id !== undefined
  },
}

/**
 * What people do in a hundred requests: nine of ten read, as in any such network; four posts, as many favourites as posts and replies
 * together, and one picture. Apps ask for home and notifications again and again, browsers load whole pages.
 */
export const mix: readonly Deed[] = [
  read('home', 24, () => '/api/v1/timelines/home'),
  page('home page', 12, () => '/home'),
  read('notifications', 12, () => '/api/v1/notifications'),
  page('notifications page', 5, () => '/notifications'),
  read('public', 7, () => '/api/v1/timelines/public?local=true'),
  page('profile page', 5, (world) => `/@${colleague(world).username}`),
  read('statuses of one', 5, (world) => `/api/v1/accounts/${colleague(world).accountId}/statuses`),
  read('one status', 4, (world) => `/api/v1/statuses/${anyPost(world).id}`),
  read('thread', 3, (world) => `/api/v1/statuses/${anyPost(world).id}/context`),
  page('thread page', 4, (world) => {
    const { id, by } = anyPost(world)
    return `/@${by}/${id}`
  }),
  read('search', 2, (world) => `/api/v2/search?q=${colleague(world).username}`),
  read('older home', 5, (world) => `/api/v1/timelines/home?max_id=${anyPost(world).id}`),
  post,
  mark('favourite', 5, 'favourite'),
  mark('boost', 1, 'reblog'),
  mark('bookmark', 1, 'bookmark'),
  upload,
]

/** One deed by chance, as often as its weight says. */
export function anyDeed({ random }: World): Deed {
  let at = random.below(mix.reduce((sum, deed) => sum + deed.weight, 0))
  return mix.find((deed) => (at -= deed.weight) < 0)!
}
