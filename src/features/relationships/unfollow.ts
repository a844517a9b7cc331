import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { lockAccounts } from '#features/accounts/accounts.queries.ts'
import type { Site } from '#platform/site.ts'
import { changePairCounts } from './change-pair-counts.ts'
import { deleteFollow, deleteFollowRequest } from './follows.queries.ts'
import { relationshipChanged } from './relationships.events.ts'

/** Ends a follow, or takes back the request for one; nothing happens when there is neither. Throws 404 for an absent account. */
export async function unfollow(site: Site, viewer: Pick<Viewer, 'accountId'>, targetId: number): Promise<void> {
  await site.store.tx(async (db) => {
    const pair = { accountId: viewer.accountId, targetId }
    const found = await lockAccounts(db, [viewer.accountId, targetId])
    if (!found.some((account) => account.id === targetId)) throw notFound('account')
    const followed = await deleteFollow(db, pair)
    if (followed) await changePairCounts(db, pair, -1)
    const asked = await deleteFollowRequest(db, pair)
    if (followed || asked) await site.events.add(db, relationshipChanged, pair)
  })
}
