import type { Fate, NotificationPolicy, NotificationType } from './notifications.schema.ts'

const day = 86_400_000
/** How long an account counts as new, ms. */
const newFor = 30 * day
/** How long somebody must have followed before they count as a follower, ms. */
const followsAfter = 3 * day

/** What holds for an account that has chosen nothing: as in Mastodon, but that letters of colleagues arrive (docs/adr/0027). */
export const usualPolicy: NotificationPolicy = {
  notFollowing: 'accept',
  notFollowers: 'accept',
  newAccounts: 'accept',
  privateMentions: 'accept',
  limitedAccounts: 'filter',
  bots: 'accept',
}

/** What a policy asks about the sender of a notification, as its receiver stands to them. */
export interface Sender {
  /** The receiver follows the sender. */
  following: boolean
  /** Since when the sender follows the receiver; null = not. */
  followedAt: number | null
  createdAt: number
  limited: boolean
  bot: boolean
  /** The receiver has accepted the sender's request. */
  permitted: boolean
}

/** Kinds that a policy does not touch: the receiver asked for them, or voted. */
const asked: readonly NotificationType[] = ['status', 'poll']

/**
 * What becomes of a notification under its receiver's policy. `strangeLetter`: it is a post for named people that answers nothing which the
 * receiver wrote to the sender (SEC:V10). The strictest class counts.
 */
export function fateOf(policy: NotificationPolicy, type: NotificationType, sender: Sender, strangeLetter: boolean, now: number): Fate {
  if (asked.includes(type) || sender.permitted) return 'accept'
  const stranger = !sender.following
  const classes: [Fate, boolean][] = [
    [policy.notFollowing, stranger],
    [policy.notFollowers, sender.followedAt === null || sender.followedAt > now - followsAfter],
    [policy.newAccounts, stranger && sender.createdAt > now - newFor],
    [policy.privateMentions, stranger && strangeLetter],
    [policy.limitedAccounts, stranger && sender.limited],
    [policy.bots, stranger && sender.bot],
  ]
  const fates = classes.filter(([, applies]) => applies).map(([fate]) => fate)
  return fates.includes('drop') ? 'drop' : fates.includes('filter') ? 'filter' : 'accept'
}
