import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import type { NotificationPolicy } from './notifications.schema.ts'
import { chosenPolicy } from './policies.queries.ts'
import { type Pending, pendingOf } from './requests.queries.ts'
import { usualPolicy } from './sender.policy.ts'

/** A policy with what waits because of it. */
export interface PolicyParts {
  policy: NotificationPolicy
  pending: Pending
}

/** The viewer's policy, the usual one where none was chosen. Two queries. */
export async function loadPolicy(site: Site, { accountId }: Pick<Viewer, 'accountId'>): Promise<PolicyParts> {
  const db = site.store.read
  const policy = (await chosenPolicy(db, accountId)) ?? usualPolicy
  return { policy, pending: await pendingOf(db, { accountId, now: site.clock.now() }) }
}

const summary = ({ requests, notifications }: Pending) => ({
  pending_requests_count: requests,
  pending_notifications_count: notifications,
})

/** Mastodon's NotificationPolicy of /api/v2. */
export const policyJson = ({ policy, pending }: PolicyParts) => ({
  for_not_following: policy.notFollowing,
  for_not_followers: policy.notFollowers,
  for_new_accounts: policy.newAccounts,
  for_private_mentions: policy.privateMentions,
  for_limited_accounts: policy.limitedAccounts,
  for_bots: policy.bots,
  summary: summary(pending),
})

/** The older form of /api/v1, which knows only whether something is held back (Mastodon for iOS 2024.11). */
export const policyFlagsJson = ({ policy, pending }: PolicyParts) => ({
  filter_not_following: policy.notFollowing !== 'accept',
  filter_not_followers: policy.notFollowers !== 'accept',
  filter_new_accounts: policy.newAccounts !== 'accept',
  filter_private_mentions: policy.privateMentions !== 'accept',
  filter_bots: policy.bots !== 'accept',
  summary: summary(pending),
})
