import { personView } from '#features/accounts/accounts.html.ts'
import { headerPath } from '#features/accounts/addresses.ts'
import { renderFieldValue, renderNote } from '#features/accounts/render-note.ts'
import { escapeHtml } from '#base/html/escape.ts'
import { withEmojis } from '#features/emojis/emojis.html.ts'
import { followView } from '#features/relationships/people.html.ts'
import { tagPath } from '#features/tags/tags.html.ts'
import type { Profile } from './load-profile.ts'
import { personMenu } from './person-menu.html.ts'

/** The pages of one person. */
const pages = ['posts', 'with_replies', 'media', 'followers', 'following'] as const
export type ProfilePage = (typeof pages)[number]

/** What they are called: locale keys. */
export const profileTabs: Readonly<Record<ProfilePage, string>> = {
  posts: 'profile.posts',
  with_replies: 'profile.with_replies',
  media: 'profile.media',
  followers: 'profile.followers',
  following: 'profile.follows',
}

/** Address of one of them. */
export const profilePagePath = (path: string, page: ProfilePage) => (page === 'posts' ? path : `${path}/${page}`)

/** What stands round the page of a profile: `partials/profile-head.hbs` and `partials/profile-aside.hbs`. */
export function profileView(url: string, { who, between, tags, endorsed }: Profile, now: number, shown: ProfilePage) {
  const { account, person } = who
  const view = personView(who)
  const own = between === undefined
  const apart = between?.blocking || between?.blockedBy
  const counts: Partial<Record<ProfilePage, number>> = {
    posts: account.statusesCount,
    followers: account.followersCount,
    following: account.followingCount,
  }
  const known = [
    { label: 'profile.title_label', value: person?.title ?? '' },
    { label: 'profile.department', value: person?.department ?? '' },
  ]
  return {
    person: view,
    own,
    left: person?.state === 'deactivated',
    locked: account.locked,
    cover: headerPath(account),
    // What the person says that their pictures show.
    alts: { face: account.avatarDescription, cover: account.headerDescription },
    cover_x: 420 + view.face.tint * 55,
    follow: between && !apart ? followView(view, between) : null,
    // Only who is followed can ring.
    bell: between?.follow ? { on: between.follow.notify } : null,
    menu: between ? personMenu(view, between, now) : null,
    blocked: between?.blocking ?? false,
    asks: between?.requestedBy ?? false,
    follows_you: between?.followedBy ?? false,
    note: withEmojis(renderNote(url, account, account.note), who.emojis),
    tabs: pages
      .filter((page) => page !== 'media' || own || account.showMedia)
      .map((page) => ({
        path: profilePagePath(view.path, page),
        label: profileTabs[page],
        count: counts[page] ?? 0,
        here: page === shown,
      })),
    since: account.createdAt,
    facts: known.filter((fact) => fact.value !== ''),
    fields: account.fields.map((field) => ({
      name_html: withEmojis(escapeHtml(field.name), who.emojis),
      value_html: withEmojis(renderFieldValue(url, account, field.value), who.emojis),
    })),
    kept_note: between ? { id: view.id, comment: between.note } : null,
    tags: tags.map((name) => ({ name, path: tagPath(name) })),
    endorsed: endorsed.map(personView),
  }
}
