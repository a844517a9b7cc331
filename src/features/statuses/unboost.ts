import type { Viewer } from '#base/viewer.ts'
import { retire } from '#features/holds/retire.ts'
import type { Site } from '#platform/site.ts'
import { boostsAmong } from './boosts.queries.ts'
import { lockMeant } from './lock-seen.ts'

/**
 * Retires the viewer's boost of a post, also of one that they may not see any more; nothing happens when there is none. Answers the id under
 * which the post is still to be found: an own boost that was named by its id is gone.
 */
export async function unboost(site: Site, viewer: Viewer, id: number): Promise<number> {
  return await site.store.tx(async (db) => {
    const status = await lockMeant(db, id)
    const own = status && (await boostsAmong(db, viewer.accountId, [status.id])).get(status.id)
    if (!status || own === undefined) return id
    await retire(site, db, { kind: 'status', id: own }, { why: 'author', who: viewer.personId })
    return own === id ? status.id : id
  })
}
