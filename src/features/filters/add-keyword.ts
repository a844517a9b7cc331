import type { Viewer } from '#base/viewer.ts'
import { lockAccounts } from '#features/accounts/accounts.queries.ts'
import type { Site } from '#platform/site.ts'
import type { NewKeyword } from './create-filter.ts'
import { filtersChanged } from './filters.events.ts'
import { insertKeyword } from './filters.queries.ts'
import type { FilterKeyword } from './filters.schema.ts'
import { demandFewKeywords } from './limits.ts'
import { ownFilter } from './own-filter.ts'

/** Adds a keyword to a filter of the viewer's. Throws 404 for anybody else's, 422 when there are too many. */
export async function addKeyword(
  site: Site,
  viewer: Pick<Viewer, 'accountId'>,
  filterId: number,
  wish: NewKeyword,
): Promise<FilterKeyword> {
  return await site.store.tx(async (db) => {
    await lockAccounts(db, [viewer.accountId])
    await ownFilter(db, viewer, filterId)
    const keyword = { id: site.ids.next(), filterId, ...wish }
    await insertKeyword(db, keyword)
    await demandFewKeywords(db, viewer.accountId)
    await site.events.add(db, filtersChanged, { accountId: viewer.accountId })
    return keyword
  })
}
