import { personView } from '#features/accounts/accounts.html.ts'
import type { AccountParts } from '#features/accounts/accounts.json.ts'
import type { Viewer } from '#base/viewer.ts'
import { announcementView } from '#features/announcements/announcements.html.ts'
import type { AnnouncementParts } from '#features/announcements/announcements.json.ts'
import { feedView, feedViews, type Stop } from '#features/statuses/feed.html.ts'
import { listLinks } from '#features/lists/lists.html.ts'
import type { List } from '#features/lists/lists.schema.ts'
import { personRows } from '#features/relationships/people.html.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import { tagView } from '#features/tags/tags.html.ts'
import type { Site } from '#platform/site.ts'
import type { BesideHome } from './beside-home.ts'
import { firstName, greeting } from './greeting.ts'
import type { ListPage } from '#base/list-page.ts'

export interface HomeParts {
  site: Site
  viewer: Viewer
  me: AccountParts
  /** What the viewer has not read yet. */
  announcements: readonly AnnouncementParts[]
  beside: BesideHome
  posts: readonly StatusParts[]
  list: ListPage
  /** The viewer's own lists, for the tabs. */
  lists: readonly List[]
  /** Position of the events that the posts were read at. */
  position: string
  /** Day one: everyone's posts stand in (docs/adr/0015). */
  everyone: boolean
  /** Where the viewer stopped, on whatever device. */
  stop: Stop | undefined
  /** ms. */
  now: number
}

/** The home page without its composer. */
export function homeView({ site, viewer, me, announcements, beside, posts, list, lists, position, everyone, stop, now }: HomeParts) {
  return {
    ...greeting(now, viewer.timeZone),
    first_name: firstName(personView(me).name),
    now,
    everyone,
    announcements: announcements.map((one) => announcementView(one)),
    lists: listLinks(lists),
    // The newest that the first page shows; null = nothing is to be noted.
    top: list.first ? (list.ids[0] ?? null) : null,
    feed: feedView({
      posts: feedViews(posts),
      list,
      words: { title: 'home.empty_title', text: 'home.empty', end: 'home.end', go: { path: '/publish', label: 'home.say_hello' } },
      live: list.first ? { channels: 'home', since: position, rings: true } : null,
      day: { ...viewer, now },
      stop,
    }),
    beside: beside.people.length + beside.tags.length > 0,
    people: personRows(beside.people),
    topics: beside.tags.map((tag) => tagView(site, tag, true)),
  }
}
