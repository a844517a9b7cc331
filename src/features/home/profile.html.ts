import { personView } from '#features/accounts/accounts.html.ts'
import { headerPath } from '#features/accounts/addresses.ts'
import type { AccountParts } from '#features/accounts/accounts.json.ts'
import { renderNote } from '#features/accounts/render-note.ts'
import { withEmojis } from '#features/emojis/emojis.html.ts'
import { followView } from '#features/relationships/people.html.ts'
import type { RelationshipParts } from '#features/relationships/relationships.json.ts'
import { feedViews } from '#features/statuses/feed.html.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import type { ListPage } from '#base/list-page.ts'

export interface ProfileParts {
  /** The site's own address. */
  url: string
  who: AccountParts
  /** What stands between the viewer and the account; absent on one's own profile. */
  between?: RelationshipParts | undefined
  posts: readonly StatusParts[]
  list: ListPage
}

/** A profile as `pages/profile.hbs` shows it. */
export function profileView({ url, who, between, posts, list }: ProfileParts) {
  const { account, person } = who
  const shown = personView(who)
  const facts = [
    { label: 'profile.title_label', value: person?.title ?? '' },
    { label: 'profile.department', value: person?.department ?? '' },
  ]
  return {
    person: shown,
    left: person?.state === 'deactivated',
    cover: headerPath(account),
    cover_x: 420 + shown.face.tint * 55,
    follow: between ? followView(shown, between) : null,
    note: withEmojis(renderNote(url, account, account.note), who.emojis),
    followers: account.followersCount,
    following: account.followingCount,
    posts_count: account.statusesCount,
    since: account.createdAt,
    facts: facts.filter((fact) => fact.value !== ''),
    posts: feedViews(posts),
    older: list.older,
    newer: list.newer,
  }
}
