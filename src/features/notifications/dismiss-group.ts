import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { loneId } from './find-group.ts'
import { deleteGroup } from './groups.queries.ts'
import { deleteOwn } from './list.queries.ts'
import { notificationsDismissed } from './notifications.events.ts'

/** Forgets what the viewer has under a key; a key that names nothing is forgotten already. */
export async function dismissGroup(site: Site, { accountId }: Pick<Viewer, 'accountId'>, key: string): Promise<void> {
  const id = loneId(key)
  await site.store.tx(async (db) => {
    if (id === undefined) await deleteGroup(db, accountId, key)
    else await deleteOwn(db, accountId, [id])
    await site.events.add(db, notificationsDismissed, { accountId })
  })
}
