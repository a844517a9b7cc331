import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { filtersChanged } from './filters.events.ts'
import { deleteFilterRow } from './filters.queries.ts'
import { ownFilter } from './own-filter.ts'

/** Removes a filter of the viewer's with all that is in it. Throws 404 for anybody else's. */
export async function deleteFilter(site: Site, viewer: Pick<Viewer, 'accountId'>, id: number): Promise<void> {
  await site.store.tx(async (db) => {
    await ownFilter(db, viewer, id)
    await deleteFilterRow(db, id)
    await site.events.add(db, filtersChanged, { accountId: viewer.accountId })
  })
}
