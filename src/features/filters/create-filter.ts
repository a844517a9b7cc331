import type { Viewer } from '#base/viewer.ts'
import { lockAccounts } from '#features/accounts/accounts.queries.ts'
import type { Site } from '#platform/site.ts'
import { filtersChanged } from './filters.events.ts'
import { insertFilter, insertKeyword } from './filters.queries.ts'
import type { Filter, FilterKeyword } from './filters.schema.ts'
import { demandFewKeywords, demandRoomForFilter } from './limits.ts'

export type NewKeyword = Pick<FilterKeyword, 'keyword' | 'wholeWord'>

/** A filter as its owner wants it; `seconds` until it ends, null = never. */
export type NewFilter = Pick<Filter, 'title' | 'contexts' | 'action'> & { seconds: number | null; keywords: readonly NewKeyword[] }

/** Makes a filter and answers its keywords' ids with it. Throws 422 beyond 100 filters or 500 keywords in all of them. */
export async function createFilter(
  site: Site,
  viewer: Pick<Viewer, 'accountId'>,
  wish: NewFilter,
): Promise<{ filter: Filter; keywords: FilterKeyword[] }> {
  return await site.store.tx(async (db) => {
    await lockAccounts(db, [viewer.accountId])
    await demandRoomForFilter(db, viewer.accountId)
    const now = site.clock.now()
    const { title, contexts, action, seconds } = wish
    const expiresAt = seconds === null ? null : now + seconds * 1000
    const filter = { id: site.ids.next(), accountId: viewer.accountId, title, contexts, action, expiresAt, createdAt: now }
    await insertFilter(db, filter)
    const keywords = wish.keywords.map((keyword) => ({ id: site.ids.next(), filterId: filter.id, ...keyword }))
    for (const keyword of keywords) await insertKeyword(db, keyword)
    await demandFewKeywords(db, viewer.accountId)
    await site.events.add(db, filtersChanged, { accountId: viewer.accountId })
    return { filter, keywords }
  })
}
