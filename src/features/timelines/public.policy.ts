import type { Judgement } from '#features/statuses/judge.ts'
import { canList, type Looker } from '#features/statuses/statuses.policy.ts'

/** Whose posts are wanted: those of this server, or those of others. */
export type From = 'here' | 'elsewhere' | undefined

/** Whether a status comes from where it is wanted from. */
export const isFrom = (from: From, { domain }: Pick<Judgement['status'], 'domain'>): boolean =>
  from === undefined || (domain === null) === (from === 'here')

/** Whether a status stands in timelines that nobody has to follow anybody for: listed, no boost, and nothing parts the looker from it. */
export const inOpen = (looker: Looker, { status, facts }: Judgement): boolean =>
  status.listed && status.boostOfId === null && canList(looker, status, facts)

/** Whether a status stands in the public timeline: as above, and no answer to somebody else. */
export const inPublic = (looker: Looker, judgement: Judgement): boolean => {
  const { replyToAccountId, accountId } = judgement.status
  return inOpen(looker, judgement) && (replyToAccountId === null || replyToAccountId === accountId)
}
