import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Db } from '#db/store.ts'
import { ownFilterRow, ownFilterStatusRow, ownKeywordRow } from './filters.queries.ts'

type Owner = Pick<Viewer, 'accountId'>

const demand = <T>(found: T | undefined, noun: string): T => {
  if (found === undefined) throw notFound(noun)
  return found
}

/** A filter of the viewer's. Throws the same 404 for one that is absent and for somebody else's (SEC:V6), here and below. */
export const ownFilter = async (db: Db, viewer: Owner, id: number) => demand(await ownFilterRow(db, viewer.accountId, id), 'filter')

/** A keyword of a filter of the viewer's, with the filter. */
export const ownKeyword = async (db: Db, viewer: Owner, id: number) => demand(await ownKeywordRow(db, viewer.accountId, id), 'keyword')

/** A post under a filter of the viewer's. */
export const ownFilterStatus = async (db: Db, viewer: Owner, id: number) =>
  demand(await ownFilterStatusRow(db, viewer.accountId, id), 'filter status')
