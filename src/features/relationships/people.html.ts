import { type PersonView, personView } from '#features/accounts/accounts.html.ts'
import { type OwnWords, rowsEnd } from '#features/accounts/end.html.ts'
import type { PartOf } from '#base/list-page.ts'
import type { Acquaintance } from './load-people.ts'
import type { RelationshipParts } from './relationships.json.ts'

/** The button by which somebody is followed: `partials/follow.hbs`. */
export interface FollowView {
  accountId: string
  name: string
  following: boolean
  /** A wish to follow waits for its answer. */
  asked: boolean
  /** In a list of people: small, and what it does is shown in place. */
  inList: boolean
}

/** A person in a list: `partials/people.hbs`. */
export interface PersonRow extends PersonView {
  /** Null for oneself, and where a block stands between the two. */
  follow: FollowView | null
}

/** The button for a person, with what stands between them and the viewer. */
export const followView = (person: PersonView, between: RelationshipParts, inList = false): FollowView => ({
  accountId: person.id,
  name: person.name,
  following: between.follow !== null,
  asked: between.request !== null,
  inList,
})

/** People as a list shows them. */
export const personRows = (people: readonly Acquaintance[]): PersonRow[] =>
  people.map(({ parts, between }) => {
    const person = personView(parts)
    const apart = !between || between.blocking || between.blockedBy
    return { ...person, follow: apart ? null : followView(person, between, true) }
  })

/** A list of people with its end: `partials/people.hbs` over `partials/end.hbs`. */
export const peopleView = (people: readonly Acquaintance[], part: Omit<PartOf<unknown>, 'shown'>, words: OwnWords) => ({
  people: personRows(people),
  empty: people.length === 0 && part.first,
  older: part.older,
  newer: part.newer,
  words: rowsEnd(words),
})
