import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { filtersChanged } from './filters.events.ts'
import { deleteKeywordRow } from './filters.queries.ts'
import { ownKeyword } from './own-filter.ts'

/** Removes a keyword of the viewer's; its filter stays, as in Mastodon. Throws 404 for anybody else's. */
export async function deleteKeyword(site: Site, viewer: Pick<Viewer, 'accountId'>, id: number): Promise<void> {
  await site.store.tx(async (db) => {
    await ownKeyword(db, viewer, id)
    await deleteKeywordRow(db, id)
    await site.events.add(db, filtersChanged, { accountId: viewer.accountId })
  })
}
