import type { Viewer } from '#base/viewer.ts'
import { readerChanged } from '#features/accounts/accounts.events.ts'
import type { Site } from '#platform/site.ts'
import { listDeleted } from './lists.events.ts'
import { deleteListRow } from './lists.queries.ts'
import { ownList } from './own-list.ts'

/** Removes a list of the viewer's; its members stay followed. Throws 404 for anybody else's. */
export async function deleteList(site: Site, viewer: Pick<Viewer, 'accountId'>, id: number): Promise<void> {
  await site.store.tx(async (db) => {
    await ownList(db, viewer, id)
    await site.events.add(db, readerChanged, { accountId: viewer.accountId })
    await deleteListRow(db, id)
    await site.events.add(db, listDeleted, { listId: id, accountId: viewer.accountId })
  })
}
