import type { Viewer } from '#base/viewer.ts'
import { markersOf } from '#features/markers/markers.queries.ts'
import type { Site } from '#platform/site.ts'
import { listGroupHeads, listNotifications, type NotificationWish } from './list-notifications.ts'
import type { NotificationType } from './notifications.schema.ts'

/** How many notifications lie above the viewer's marker, or groups where kinds are grouped; counted up to `limit`. */
export async function countUnread(
  site: Site,
  viewer: Pick<Viewer, 'accountId'>,
  limit: number,
  wish: NotificationWish,
  groupedTypes?: readonly NotificationType[],
): Promise<number> {
  const [marker] = await markersOf(site.store.read, viewer.accountId, ['notifications'])
  const page = { limit, minId: marker?.lastReadId ?? 0 }
  const rows = groupedTypes
    ? await listGroupHeads(site, viewer, page, wish, groupedTypes)
    : await listNotifications(site, viewer, page, wish)
  return rows.length
}
