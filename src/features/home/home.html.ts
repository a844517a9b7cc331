import { personView } from '#features/accounts/accounts.html.ts'
import type { AccountParts } from '#features/accounts/accounts.json.ts'
import type { Viewer } from '#base/viewer.ts'
import { announcementView } from '#features/announcements/announcements.html.ts'
import type { AnnouncementParts } from '#features/announcements/announcements.json.ts'
import { feedViews } from '#features/statuses/feed.html.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import { byDayPart } from './day-parts.ts'
import { firstName, greeting } from './greeting.ts'
import type { ListPage } from '#base/list-page.ts'

export interface HomeParts {
  viewer: Viewer
  me: AccountParts
  /** What the viewer has not read yet. */
  announcements: readonly AnnouncementParts[]
  posts: readonly StatusParts[]
  list: ListPage
  /** Day one: everyone's posts stand in (docs/adr/0015). */
  everyone: boolean
  /** ms. */
  now: number
}

/** The home page without its composer. */
export function homeView({ viewer, me, announcements, posts, list, everyone, now }: HomeParts) {
  const { account } = me
  const { name, path } = personView(me)
  return {
    ...greeting(now, viewer.timeZone),
    first_name: firstName(name),
    now,
    everyone,
    announcements: announcements.map((one) => announcementView(one)),
    first_page: list.first,
    older: list.older,
    newer: list.newer,
    parts: byDayPart(feedViews(posts), now, viewer.locale, viewer.timeZone),
    empty: posts.length === 0 && list.first,
    me: { path, posts: account.statusesCount, following: account.followingCount, followers: account.followersCount },
  }
}
