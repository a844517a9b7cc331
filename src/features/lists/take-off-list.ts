import type { Viewer } from '#base/viewer.ts'
import { readerChanged } from '#features/accounts/accounts.events.ts'
import type { Site } from '#platform/site.ts'
import { deleteMembers } from './lists.queries.ts'
import { ownList } from './own-list.ts'

/** Takes accounts off a list of the viewer's; those who are not on it do not matter. Throws 404 for anybody else's list. */
export async function takeOffList(site: Site, viewer: Pick<Viewer, 'accountId'>, listId: number, ids: readonly number[]): Promise<void> {
  await site.store.tx(async (db) => {
    await ownList(db, viewer, listId)
    await site.events.add(db, readerChanged, { accountId: viewer.accountId })
    await deleteMembers(db, listId, ids)
  })
}
