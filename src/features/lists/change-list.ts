import type { Viewer } from '#base/viewer.ts'
import { readerChanged } from '#features/accounts/accounts.events.ts'
import type { Site } from '#platform/site.ts'
import type { NewList } from './create-list.ts'
import { updateList } from './lists.queries.ts'
import type { List } from './lists.schema.ts'
import { ownList } from './own-list.ts'

/** Changes a list of the viewer's; what is absent stays. Throws 404 for anybody else's. */
export async function changeList(site: Site, viewer: Pick<Viewer, 'accountId'>, id: number, change: Partial<NewList>): Promise<List> {
  return await site.store.tx(async (db) => {
    const list = await ownList(db, viewer, id)
    await site.events.add(db, readerChanged, { accountId: viewer.accountId })
    await updateList(db, id, change)
    return { ...list, ...change }
  })
}
