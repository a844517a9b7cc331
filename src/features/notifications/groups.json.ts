import { iso } from '#base/clock.ts'
import type { Viewer } from '#base/viewer.ts'
import { type AccountJson, accountJson, loadAccounts } from '#features/accounts/accounts.json.ts'
import { distinct } from '#features/statuses/lists.ts'
import { loadStatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { canNotify } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import type { Group } from './load-groups.ts'

/** What the app wants to have of accounts: all of each, or for those behind the first of a group only what a row of faces needs. */
export type Expand = 'full' | 'partial_avatars'

/** Mastodon's GroupedNotificationsResults: groups that name accounts and posts by their ids, and each of these once. Constant queries. */
export async function groupedJson(
  site: Site,
  viewer: Pick<Viewer, 'accountId'>,
  groups: readonly Group[],
  o: { expand?: Expand; paged?: boolean } = {},
) {
  const db = site.store.read
  const told = await loadStatusParts(site, db, distinct(groups.map(({ head }) => head.statusId)), viewer, canNotify)
  const statuses = new Map(told.map((parts) => [parts.status.id, parts]))
  const shown = groups.filter(({ head }) => head.statusId === null || statuses.has(head.statusId))
  const partial = o.expand === 'partial_avatars'
  const whole = new Set([
    ...shown.flatMap(({ sampleIds }) => (partial ? sampleIds.slice(0, 1) : sampleIds)),
    ...told.map((parts) => parts.status.accountId),
  ])
  const all = new Set([...whole, ...shown.flatMap((group) => group.sampleIds)])
  const loaded = await loadAccounts(db, [...all])
  const jsonOf = (ids: Iterable<number>) =>
    [...ids].flatMap((id) => {
      const parts = loaded.get(id)
      return parts ? [accountJson(site, parts)] : []
    })
  return {
    accounts: jsonOf(whole),
    ...(partial ? { partial_accounts: jsonOf(all.difference(whole)).map(faceJson) } : {}),
    statuses: told.map((parts) => statusJson(site, parts)),
    notification_groups: shown.map((group) => groupJson(group, o.paged ?? false)),
  }
}

const faceJson = ({ id, acct, locked, bot, url, avatar, avatar_static, avatar_description }: AccountJson) => ({
  id,
  acct,
  locked,
  bot,
  url,
  avatar,
  avatar_static,
  avatar_description,
})

/** Mastodon's NotificationGroup; `most_recent_notification_id` is a number there. */
const groupJson = (group: Group, paged: boolean) => ({
  group_key: group.key,
  notifications_count: group.count,
  type: group.head.type,
  most_recent_notification_id: group.newestId,
  ...(paged
    ? { page_min_id: String(group.oldestId), page_max_id: String(group.newestId), latest_page_notification_at: iso(group.newestAt) }
    : {}),
  sample_account_ids: group.sampleIds.map(String),
  ...(group.head.statusId === null ? {} : { status_id: String(group.head.statusId) }),
})
