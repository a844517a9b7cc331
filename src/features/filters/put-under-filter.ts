import { unprocessable } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { filtersChanged } from './filters.events.ts'
import { insertFilterStatus } from './filters.queries.ts'
import type { FilterStatus } from './filters.schema.ts'
import { ownFilter } from './own-filter.ts'

/**
 * Puts a post, which the caller has seen that the viewer may see, under a filter of the viewer's. Throws 404 for anybody else's filter, 422
 * for a post that is there already.
 */
export async function putUnderFilter(
  site: Site,
  viewer: Pick<Viewer, 'accountId'>,
  filterId: number,
  statusId: number,
): Promise<FilterStatus> {
  return await site.store.tx(async (db) => {
    await ownFilter(db, viewer, filterId)
    const row = { id: site.ids.next(), filterId, statusId }
    if (!(await insertFilterStatus(db, row))) throw unprocessable('filtered_already', 'Validation failed: Status has already been taken')
    await site.events.add(db, filtersChanged, { accountId: viewer.accountId })
    return row
  })
}
