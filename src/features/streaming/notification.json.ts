import { iso } from '#base/clock.ts'
import type { Viewer } from '#base/viewer.ts'
import { eq, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import { accountJson, loadAccounts } from '#features/accounts/accounts.json.ts'
import { type Notification, notifications } from '#features/notifications/notifications.schema.ts'
import { loadStatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { canNotify } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'

const byId = statement<{ id: number }, Notification[]>('streaming.notification', (db) =>
  db
    .select()
    .from(notifications)
    .where(eq(notifications.id, sql.placeholder('id'))),
)

/**
 * Mastodon's ungrouped Notification for its receiver; undefined when it is gone, somebody else's, or about a post that the receiver may not
 * be shown (any more).
 */
export async function loadNotificationJson(site: Site, viewer: Viewer, id: number) {
  const db = site.store.read
  const [row] = await byId(db, { id })
  if (!row || row.accountId !== viewer.accountId) return undefined
  const from = (await loadAccounts(db, [row.fromAccountId])).get(row.fromAccountId)
  const [status] = row.statusId === null ? [] : await loadStatusParts(site, db, [row.statusId], viewer, canNotify)
  if (!from || (row.statusId !== null && !status)) return undefined
  return {
    id: String(row.id),
    type: row.type,
    created_at: iso(row.createdAt),
    group_key: `ungrouped-${row.id}`,
    account: accountJson(site, from),
    ...(status ? { status: statusJson(site, status) } : {}),
  }
}
