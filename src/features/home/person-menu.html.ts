import type { PersonView } from '#features/accounts/accounts.html.ts'
import type { RelationshipParts } from '#features/relationships/relationships.json.ts'

/** One entry: a page with a question (`link`), or something done at once. */
interface MenuEntry {
  /** End of its address under /people/:id. */
  path: string
  icon: string
  label: string
  link: boolean
}

/** What can be done about a person besides following: `partials/person-menu.hbs`. `now`: ms, since a mute may have run out. */
export function personMenu({ id, name }: PersonView, between: RelationshipParts, now: number) {
  const { follow, mute } = between
  const muted = mute !== null && (mute.until === null || mute.until > now)
  const entry = (path: string, icon: string, link = false): MenuEntry => ({
    path,
    icon,
    label: `person.${path.replaceAll('-', '_')}`,
    link,
  })
  const ofFollowed = follow
    ? [
        entry('lists', 'filter', true),
        entry(follow.reblogs ? 'hide-boosts' : 'show-boosts', 'boost'),
        entry(between.endorsed ? 'unendorse' : 'endorse', 'ribbon'),
      ]
    : []
  return {
    id,
    name,
    entries: [
      ...ofFollowed,
      ...(between.followedBy ? [entry('remove-follower', 'close')] : []),
      muted ? entry('unmute', 'bell') : entry('mute', 'bell', true),
      between.blocking ? entry('unblock', 'shield') : entry('block', 'shield', true),
    ],
  }
}
