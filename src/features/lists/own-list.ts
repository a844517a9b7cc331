import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Db } from '#db/store.ts'
import { ownListRow } from './lists.queries.ts'
import type { List } from './lists.schema.ts'

/** A list of the viewer's. Throws the same 404 for one that is absent and for somebody else's (SEC:V6). */
export async function ownList(db: Db, viewer: Pick<Viewer, 'accountId'>, id: number): Promise<List> {
  const list = await ownListRow(db, viewer.accountId, id)
  if (!list) throw notFound('list')
  return list
}
