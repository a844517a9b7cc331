import { notFound } from '#base/errors.ts'
import type { Page } from '#base/paging.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { groupableTypes } from './group-key.ts'
import { groupMembers } from './groups.queries.ts'
import { keepTold } from './keep-told.ts'
import { ownNotification } from './list.queries.ts'
import { type Group, loadGroups } from './load-groups.ts'
import type { Notification } from './notifications.schema.ts'

/** The id in the key of a notification that stands alone; undefined for the key of a group, 0 for one that names nothing. */
export function loneId(key: string): number | undefined {
  const found = /^ungrouped-(.*)$/.exec(key)
  if (!found) return undefined
  return /^\d{1,16}$/.test(found[1]!) ? Number(found[1]) : 0
}

/** One of the viewer's groups. Throws 404 for a key under which nothing (more) may be told to the viewer. */
export async function findGroup(site: Site, viewer: Pick<Viewer, 'accountId'>, key: string): Promise<Group> {
  const [head] = await keepTold(site, viewer, await groupPage(site, viewer, key, { limit: 1 }))
  const [group] = head ? await loadGroups(site, viewer, [head], loneId(key) === undefined ? groupableTypes : []) : []
  if (!group) throw notFound('notification group')
  return group
}

/** A page of the rows under a key, newest first; it knows `maxId` and `sinceId`. */
export async function groupPage(site: Site, viewer: Pick<Viewer, 'accountId'>, key: string, page: Page): Promise<Notification[]> {
  const db = site.store.read
  const reader = { accountId: viewer.accountId, now: site.clock.now() }
  const [above, below] = [page.sinceId ?? 0, page.maxId ?? Number.MAX_SAFE_INTEGER]
  const id = loneId(key)
  if (id === undefined) return await groupMembers(db, reader, { key, above, below, limit: page.limit })
  const row = id > above && id < below ? await ownNotification(db, reader.accountId, id, reader.now) : undefined
  return row ? [row] : []
}
