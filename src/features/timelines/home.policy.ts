import type { Judgement } from '#features/statuses/judge.ts'
import { canList, type Looker } from '#features/statuses/statuses.policy.ts'
import type { FollowTaste } from './home-ids.queries.ts'
import { inOpen } from './public.policy.ts'

type Follows = ReadonlyMap<number, FollowTaste>

/** What the home of one account depends on besides the statuses. */
export interface HomeFacts {
  /** How the account follows the authors, and those whom they answer. */
  follows: Follows
  /** Day one: fewer than five accounts are followed, so the listed posts for everyone here stand in (docs/adr/0015). */
  everyone: boolean
  /** Ids of the statuses that carry a tag which the account follows. */
  tagged: ReadonlySet<number>
  /** Authors whose posts stand in an exclusive list and so not here. */
  elsewhere: ReadonlySet<number>
}

/** Whether a status stands in the looker's home: the one rule that the page, its cache and the `user` stream share. */
export function inHome(looker: Looker, judgement: Judgement, home: HomeFacts): boolean {
  const { status, facts } = judgement
  if (!canList(looker, status, facts)) return false
  const author = status.accountId
  if (author === looker.accountId) return true
  if (home.tagged.has(status.id) && inOpen(looker, judgement)) return true
  if (home.elsewhere.has(author)) return false
  if (!home.follows.has(author)) {
    const listed = status.audience === 'everyone' && status.listed && status.threadId === status.id && status.boostOfId === null
    return home.everyone && listed && status.domain === null
  }
  if (!isWanted(judgement, home.follows)) return false
  const answered = status.replyToAccountId
  return answered === null || answered === author || answered === looker.accountId || home.follows.has(answered)
}

/** What a list depends on besides the statuses. */
export interface ListFacts {
  follows: Follows
  /** Those of the authors and of those whom they answer who are on the list. */
  members: ReadonlySet<number>
  /** Answers to whom else stand in it. */
  replies: 'list' | 'followed' | 'none'
}

/** Whether a status stands in one of the looker's lists. */
export function onList(looker: Looker, judgement: Judgement, list: ListFacts): boolean {
  const { status, facts } = judgement
  const author = status.accountId
  if (!list.members.has(author) || !canList(looker, status, facts)) return false
  if (author === looker.accountId) return true
  if (!isWanted(judgement, list.follows)) return false
  const answered = status.replyToAccountId
  if (answered === null || answered === author || answered === looker.accountId) return true
  return (list.replies === 'list' && list.members.has(answered)) || (list.replies === 'followed' && list.follows.has(answered))
}

/** What the follow of its author says of a status: whether boosts are wanted, and in which languages. */
function isWanted({ status }: Judgement, follows: Follows): boolean {
  const follow = follows.get(status.accountId)
  if (!follow || (status.boostOfId !== null && !follow.reblogs)) return false
  return !follow.languages || status.language === null || follow.languages.includes(status.language)
}
