import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import type { NewKeyword } from './create-filter.ts'
import { filtersChanged } from './filters.events.ts'
import { updateKeyword } from './filters.queries.ts'
import type { FilterKeyword } from './filters.schema.ts'
import { ownKeyword } from './own-filter.ts'

/** Changes a keyword of the viewer's; what is absent stays. Throws 404 for anybody else's. */
export async function changeKeyword(
  site: Site,
  viewer: Pick<Viewer, 'accountId'>,
  id: number,
  change: Partial<NewKeyword>,
): Promise<FilterKeyword> {
  return await site.store.tx(async (db) => {
    const { keyword } = await ownKeyword(db, viewer, id)
    await updateKeyword(db, id, change)
    await site.events.add(db, filtersChanged, { accountId: viewer.accountId })
    return { ...keyword, ...change }
  })
}
