import type { Viewer } from '#base/viewer.ts'
import { judge } from '#features/statuses/judge.ts'
import { distinct } from '#features/statuses/lists.ts'
import { canNotify } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import type { Notification } from './notifications.schema.ts'

/** Those of the viewer's notifications that are about no post, or about one that may be told to the viewer now. At most eight queries. */
export async function keepTold(site: Site, viewer: Pick<Viewer, 'accountId'>, rows: readonly Notification[]): Promise<Notification[]> {
  const judged = await judge(site, site.store.read, viewer, distinct(rows.map((row) => row.statusId)))
  const told = new Set(judged.filter((one) => canNotify(viewer, one.status, one.facts)).map((one) => one.status.id))
  return rows.filter((row) => row.statusId === null || told.has(row.statusId))
}
