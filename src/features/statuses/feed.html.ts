import type { ListPage } from '#base/list-page.ts'
import type { Viewer } from '#base/viewer.ts'
import { type EndWords, type OwnWords, postsEnd } from '#features/accounts/end.html.ts'
import { type PersonView, personView } from '#features/accounts/accounts.html.ts'
import { byDayPart, type DayHeading } from './day-parts.ts'
import type { StatusParts } from './statuses.json.ts'
import { withFirstPicture } from './pictures.html.ts'
import { type BoostersView, type PostView, postView } from './statuses.html.ts'

const mostFaces = 4

/** "You boosted", "Jonas and Mira boosted", "You, Jonas and 3 others boosted": the reader first, at most two names. */
export function boostersView(people: readonly { person: PersonView; mine: boolean }[]): BoostersView {
  const mine = people.some((one) => one.mine)
  const others = people.filter((one) => !one.mine).map((one) => one.person)
  const named = others.slice(0, mine ? 1 : 2)
  const count = others.length - named.length
  const names = ['one', 'two'][named.length - 1]
  const who = mine ? (names === undefined ? 'you' : 'you_one') : names!
  return {
    faces: people.slice(0, mostFaces).map((one) => one.person.face),
    key: `post.boosted_${who}${count > 0 ? '_others' : ''}`,
    a_html: named[0]?.name_html ?? '',
    b_html: named[1]?.name_html ?? '',
    count,
  }
}

/**
 * A list of posts as pages show it, newest first: a post that several have passed on stands once, where it came up last, with their faces
 * over it; so does one that stands in the list itself as well.
 */
export function feedViews(list: readonly StatusParts[]): PostView[] {
  const byPost = new Map<number, { first: StatusParts; boosts: StatusParts[] }>()
  for (const parts of list) {
    const shown = parts.boosted ?? parts
    const entry = byPost.get(shown.status.id) ?? { first: parts, boosts: [] }
    if (parts.boosted) entry.boosts.push(parts)
    byPost.set(shown.status.id, entry)
  }
  return [...byPost.values()].map(({ first, boosts }) => {
    const view = postView(first.boosted ?? first)
    const people = boosts.map((boost) => ({ person: personView(boost.account), mine: boost.flags.mine }))
    const placed = { placed_at: first.status.createdAt, place: first.status.id }
    return { ...view, ...placed, boosters: people.length > 0 ? boostersView(people) : null }
  })
}

/** A run of posts under its heading; in a list without days there is one, and its heading is not shown. */
export interface FeedGroup extends Pick<DayHeading, 'key' | 'day'> {
  dial: DayHeading['dial'] | null
  /** How the times of its posts are written. */
  when: 'clock' | 'short'
  /** The reader stopped before this run, at this time (ms); null = somewhere else. */
  stopped: number | null
  posts: PostView[]
}

/** A list of posts from the pill to its end: `partials/feed.hbs`. */
export interface FeedView {
  /** What the page's socket is asked for; null = nothing. `rings`: new posts are announced over the first page. */
  live: { channels: string; since: string; rings: boolean } | null
  groups: FeedGroup[]
  empty: boolean
  older: string
  newer: string
  words: EndWords
}

/** Who reads a list, and when: what days and clocks depend on. */
export type FeedDay = Pick<Viewer, 'locale' | 'timeZone'> & { now: number }

/** How far the reader has read: up to this entry of the list (`PostView.place`), at this time (ms). */
export interface Stop {
  place: number
  at: number
  /** The entry above this page, when that is not the first one. */
  above?: number
}

/** The runs with the place where the reader stopped between them; nowhere when nothing above it is new. */
export function markStop(groups: readonly FeedGroup[], { place, at, above }: Stop): FeedGroup[] {
  const before = groups.flatMap((group) => group.posts).filter((post) => post.place > place).length
  const isHere = before > 0 ? true : above !== undefined && above > place
  let left = before
  let done = !isHere
  return groups.flatMap((group) => {
    if (done || left > group.posts.length) {
      left -= group.posts.length
      return [group]
    }
    const [fresh, read] = [group.posts.slice(0, left), group.posts.slice(left)]
    left = 0
    // The place lies at the end of this run: it stands over the next one, if there is one.
    if (read.length === 0) return [group]
    done = true
    if (fresh.length === 0) return [{ ...group, stopped: at }]
    return [
      { ...group, posts: fresh },
      { ...group, key: '', day: '', dial: null, stopped: at, posts: read },
    ]
  })
}

interface FeedParts {
  /** Already folded: `feedViews`. */
  posts: readonly PostView[]
  list: Pick<ListPage, 'older' | 'newer' | 'first'>
  words: OwnWords
  live?: FeedView['live']
  /** The posts stand in the order of their times, so they get headings of days. */
  day?: FeedDay
  /** Where the reader stopped, in a list that keeps it. */
  stop?: Stop | undefined
}

/** Posts as a list shows them, page by page. */
export function feedView({ posts: all, list, words, live = null, day, stop }: FeedParts): FeedView {
  const posts = withFirstPicture(all)
  const plain: FeedGroup = { key: 'feed.posts', day: '', dial: null, when: 'short', stopped: null, posts: [...posts] }
  const groups: FeedGroup[] = day
    ? byDayPart(posts, day.now, day.locale, day.timeZone).map((group) => ({ ...group, when: 'clock' as const, stopped: null }))
    : [plain]
  return {
    live,
    groups: posts.length === 0 ? [] : stop ? markStop(groups, stop) : groups,
    empty: posts.length === 0 && list.first,
    older: list.older,
    newer: list.newer,
    words: postsEnd(words),
  }
}
