import type { Status } from './statuses.schema.ts'

/** Who looks, as far as the policy asks. Roles are no part of it: moderators and admins see what they see as people (SEC:R7). */
export interface Looker {
  accountId: number
}

/** The columns of a status that the policy reads. */
export type Judged = Pick<
  Status,
  'id' | 'accountId' | 'audience' | 'listed' | 'followersOfId' | 'groupId' | 'replyToAccountId' | 'boostOfId'
>

/** What stands between one looker and one status, read by `loadFacts`. */
export interface Facts {
  /** The looker stands in `status_mentions`. */
  named: boolean
  /** The looker follows the account whose followers are meant, now. */
  follows: boolean
  /** The looker is a member of the group, now. */
  member: boolean
  /** The author's account is suspended: its posts are nobody's until that ends (SEC:V8). */
  suspended: boolean
  /** The author has blocked the looker. */
  blocked: boolean
  /** The looker has blocked the author. */
  blocking: boolean
  /** The looker has muted or blocked the author. */
  avoided: boolean
  /** The looker has blocked the author, or muted them together with their notifications. */
  hushed: boolean
  /** Somebody else in the post, the answered account or a named one, is muted or blocked by the looker, or has blocked the looker (SEC:V24). */
  entangled: boolean
  /** For a boost: the boosted status and the facts about it. Absent = it could not be loaded, so the boost is hidden too. */
  boosted?: { status: Judged; facts: Facts }
}

/** Whether the looker belongs to those for whom the post is; blocks are another matter. */
export function inAudience(looker: Looker, status: Judged, facts: Pick<Facts, 'named' | 'follows' | 'member'>): boolean {
  if (looker.accountId === status.accountId) return true
  switch (status.audience) {
    case 'everyone':
      return true
    case 'followers':
      return facts.follows || facts.named || looker.accountId === status.followersOfId
    case 'named':
      return facts.named
    case 'group':
      return facts.member
    default:
      return false
  }
}

/**
 * Whether the looker may see the status at its address: the one rule behind every road out (test/policy/expected.ts). Nobody looks
 * without being a person; federation brings its own lookers. A boost shows nothing that its target hides.
 */
export function canSee(looker: Looker | null, status: Judged, facts: Facts): boolean {
  if (!looker || facts.suspended) return false
  if (status.boostOfId !== null && (!facts.boosted || !canSee(looker, facts.boosted.status, facts.boosted.facts))) return false
  if (looker.accountId === status.accountId) return true
  return !facts.blocked && inAudience(looker, status, facts)
}

/** Whether the status may be told to the looker by a notification or a push: seen, and by nobody of whom the looker wants to hear nothing. */
export const canNotify = (looker: Looker | null, status: Judged, facts: Facts): boolean =>
  canSee(looker, status, facts) && !facts.hushed && !facts.boosted?.facts.hushed

/**
 * Whether the status may stand in a list or a stream of the looker: seen, by nobody whom the looker put away, and about nobody whom a block or
 * a mute parts from them. Whom the looker's own post is about hides it from the looker in no case.
 */
export function canList(looker: Looker | null, status: Judged, facts: Facts): boolean {
  const { boosted } = facts
  const apart = (one: { status: Judged; facts: Facts }) => one.status.accountId !== looker?.accountId && one.facts.entangled
  if (!canSee(looker, status, facts) || facts.avoided || boosted?.facts.avoided) return false
  return !apart({ status, facts }) && !(boosted && apart(boosted))
}

/** Whoever sees a status may answer it; a boost is answered through what it boosts. */
export const canReply = canSee

/** Who sees a status may like it, but nobody whom they have blocked. A boost is liked through what it boosts, here and below. */
export const canFavourite = (looker: Looker | null, status: Judged, facts: Facts): boolean =>
  canSee(looker, status, facts) && !facts.blocking

/** As who may like it (Mastodon's PollPolicy). */
export const canVote = canFavourite

/** A post for everyone here is passed on by whoever may like it; one for followers or a group by its author only; one for named people never. */
export function canBoost(looker: Looker | null, status: Judged, facts: Facts): boolean {
  if (status.boostOfId !== null || !canFavourite(looker, status, facts)) return false
  return status.audience === 'everyone' || (status.audience !== 'named' && looker?.accountId === status.accountId)
}

/** Only the author edits, and only own words: a boost has none. */
export const canEdit = (looker: Looker | null, status: Judged): boolean =>
  looker?.accountId === status.accountId && status.boostOfId === null
