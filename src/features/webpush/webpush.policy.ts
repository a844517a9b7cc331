import type { PushSubscription } from './webpush.schema.ts'

/** How the receiver of a notification stands to whoever it is about. */
export interface Between {
  /** The receiver follows them. */
  following: boolean
  /** They follow the receiver. */
  followedBy: boolean
}

type Wishes = Pick<PushSubscription, 'alerts' | 'policy'>

/** Whether a device may want to hear of this kind of notification, whoever it comes from. */
export const hearsOf = ({ alerts, policy }: Wishes, type: string): boolean => policy !== 'none' && alerts.some((alert) => alert === type)

/** Whether a device wants to hear of it from this person (Mastodon's `pushable?`). */
export function wantsPush(wishes: Wishes, type: string, between: Between): boolean {
  if (!hearsOf(wishes, type)) return false
  if (wishes.policy === 'followed') return between.following
  return wishes.policy === 'follower' ? between.followedBy : true
}
