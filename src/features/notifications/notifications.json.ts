import { iso } from '#base/clock.ts'
import type { Viewer } from '#base/viewer.ts'
import { type AccountParts, accountJson, loadAccounts } from '#features/accounts/accounts.json.ts'
import { distinct } from '#features/statuses/lists.ts'
import { loadStatusParts, type StatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { canNotify } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import { ownNotification } from './list.queries.ts'
import type { Notification } from './notifications.schema.ts'

/** A notification with all that its wire form needs. */
export interface NotificationParts {
  notification: Notification
  from: AccountParts
  status: StatusParts | null
}

/** The same rows with their accounts and posts, in their order; one whose post may not be told (any more) is left out. */
export async function loadNotifications(
  site: Site,
  viewer: Pick<Viewer, 'accountId'>,
  rows: readonly Notification[],
): Promise<NotificationParts[]> {
  const db = site.store.read
  const statuses = await loadStatusParts(site, db, distinct(rows.map((row) => row.statusId)), viewer, canNotify)
  const byId = new Map(statuses.map((parts) => [parts.status.id, parts]))
  const accounts = await loadAccounts(db, distinct(rows.map((row) => row.fromAccountId)))
  return rows.flatMap((notification) => {
    const from = accounts.get(notification.fromAccountId)
    const status = notification.statusId === null ? null : byId.get(notification.statusId)
    return from && status !== undefined ? [{ notification, from, status }] : []
  })
}

/** One of the viewer's notifications, filtered or not; undefined when it is gone, somebody else's, or not to be told (any more). */
export async function loadNotification(site: Site, viewer: Pick<Viewer, 'accountId'>, id: number): Promise<NotificationParts | undefined> {
  const row = await ownNotification(site.store.read, viewer.accountId, id, site.clock.now())
  return row && (await loadNotifications(site, viewer, [row]))[0]
}

/** The key under which apps group a notification; one without its own stands alone. */
export const keyOf = ({ id, groupKey }: Notification): string => groupKey ?? `ungrouped-${id}`

/** Mastodon's ungrouped Notification. `status` is the post itself: the boosted one, not the boost. */
export const notificationJson = (site: Site, { notification, from, status }: NotificationParts) => ({
  id: String(notification.id),
  type: notification.type,
  created_at: iso(notification.createdAt),
  group_key: keyOf(notification),
  account: accountJson(site, from),
  ...(status ? { status: statusJson(site, status) } : {}),
  ...(notification.filtered ? { filtered: true } : {}),
})
