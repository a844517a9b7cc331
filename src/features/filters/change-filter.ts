import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Db } from '#db/store.ts'
import { lockAccounts } from '#features/accounts/accounts.queries.ts'
import type { Site } from '#platform/site.ts'
import type { NewFilter, NewKeyword } from './create-filter.ts'
import { filtersChanged } from './filters.events.ts'
import { deleteKeywordRow, insertKeyword, keywordsOfFilters, updateFilter, updateKeyword } from './filters.queries.ts'
import { demandFewKeywords } from './limits.ts'
import { ownFilter } from './own-filter.ts'

/** What happens to one keyword: with an id it is changed or removed, without one it is added. */
export type KeywordChange = Partial<NewKeyword> & { id?: number; gone?: boolean }

/** What is absent stays. */
export type FilterChange = Partial<Omit<NewFilter, 'keywords'>> & { keywords?: readonly KeywordChange[] }

/** Changes a filter of the viewer's; keywords that are not named stay. Throws 404 for another's filter or keyword, 422 for too many. */
export async function changeFilter(site: Site, viewer: Pick<Viewer, 'accountId'>, id: number, change: FilterChange): Promise<void> {
  await site.store.tx(async (db) => {
    await lockAccounts(db, [viewer.accountId])
    await ownFilter(db, viewer, id)
    const { seconds, keywords = [], ...rest } = change
    const expiresAt = seconds === undefined ? {} : { expiresAt: seconds === null ? null : site.clock.now() + seconds * 1000 }
    await updateFilter(db, id, { ...rest, ...expiresAt })
    const there = new Set((await keywordsOfFilters(db, [id])).map((keyword) => keyword.id))
    for (const keyword of keywords) await changeKeywordIn(site, db, id, there, keyword)
    await demandFewKeywords(db, viewer.accountId)
    await site.events.add(db, filtersChanged, { accountId: viewer.accountId })
  })
}

async function changeKeywordIn(site: Site, db: Db, filterId: number, there: ReadonlySet<number>, change: KeywordChange): Promise<void> {
  const { id, gone, ...words } = change
  if (id === undefined) {
    const { keyword, wholeWord = true } = words
    if (keyword !== undefined && !gone) await insertKeyword(db, { id: site.ids.next(), filterId, keyword, wholeWord })
  } else if (!there.has(id)) throw notFound('keyword')
  else if (gone) await deleteKeywordRow(db, id)
  else await updateKeyword(db, id, words)
}
