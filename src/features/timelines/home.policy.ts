import type { Judgement } from '#features/statuses/judge.ts'
import { canList, type Looker } from '#features/statuses/statuses.policy.ts'
import type { FollowTaste } from './home-ids.queries.ts'

/** What the home of one account depends on besides the statuses. */
export interface HomeFacts {
  /** How the account follows the authors, and those whom they answer. */
  follows: ReadonlyMap<number, FollowTaste>
  /** Day one: fewer than five accounts are followed, so the listed posts for everyone here stand in (DESIGN 11). */
  everyone: boolean
}

/** Whether a status stands in the looker's home: the one rule that the page, its cache and the `user` stream share. */
export function inHome(looker: Looker, { status, facts }: Judgement, home: HomeFacts): boolean {
  if (!canList(looker, status, facts)) return false
  const author = status.accountId
  if (author === looker.accountId) return true
  const follow = home.follows.get(author)
  if (!follow) {
    const listed = status.audience === 'everyone' && status.listed && status.threadId === status.id && status.boostOfId === null
    return home.everyone && listed && status.domain === null
  }
  if (status.boostOfId !== null && !follow.reblogs) return false
  if (follow.languages && status.language !== null && !follow.languages.includes(status.language)) return false
  const answered = status.replyToAccountId
  return answered === null || answered === author || answered === looker.accountId || home.follows.has(answered)
}
