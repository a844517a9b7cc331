import { type PersonView, personView } from '#features/accounts/accounts.html.ts'
import type { StatusParts } from './statuses.json.ts'
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
    a: named[0]?.name ?? '',
    b: named[1]?.name ?? '',
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
    return { ...view, placed_at: first.status.createdAt, boosters: people.length > 0 ? boostersView(people) : null }
  })
}
