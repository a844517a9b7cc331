import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { filtersChanged } from './filters.events.ts'
import { deleteFilterStatusRow } from './filters.queries.ts'
import { ownFilterStatus } from './own-filter.ts'

/** Takes a post out from under a filter of the viewer's; `id` is that of the row. Throws 404 for anybody else's. */
export async function takeFromUnderFilter(site: Site, viewer: Pick<Viewer, 'accountId'>, id: number): Promise<void> {
  await site.store.tx(async (db) => {
    await ownFilterStatus(db, viewer, id)
    await deleteFilterStatusRow(db, id)
    await site.events.add(db, filtersChanged, { accountId: viewer.accountId })
  })
}
