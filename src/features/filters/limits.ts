import { unprocessable } from '#base/errors.ts'
import type { Db } from '#db/store.ts'
import { countKeywords, filtersOf } from './filters.queries.ts'

/** Filters of one account, and keywords in all of them together: every post that is shown is held against each (SEC:D2). */
const mostFilters = 100
const mostKeywords = 500

/** Throws 422 when the account has as many filters as one may have. Its row is locked by the caller. */
export async function demandRoomForFilter(db: Db, accountId: number): Promise<void> {
  if ((await filtersOf(db, accountId)).length >= mostFilters)
    throw unprocessable('too_many_filters', `You can have at most ${mostFilters} filters`, { params: { most: mostFilters } })
}

/** Throws 422 when the account's filters have more keywords than one may have; asked after they were put in. */
export async function demandFewKeywords(db: Db, accountId: number): Promise<void> {
  if ((await countKeywords(db, accountId)) > mostKeywords)
    throw unprocessable('too_many_keywords', `Your filters can have at most ${mostKeywords} words and phrases in all`, {
      params: { most: mostKeywords },
    })
}
