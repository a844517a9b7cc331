import { forbidden, notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { lockAccounts } from '#features/accounts/accounts.queries.ts'
import type { Site } from '#platform/site.ts'
import { insertBlock } from './blocks.queries.ts'
import { changePairCounts } from './change-pair-counts.ts'
import { deleteFollow, deleteFollowRequest } from './follows.queries.ts'
import { relationshipChanged } from './relationships.events.ts'

/** Blocks an account: follows and requests end in both directions. Idempotent. Throws 404 for an absent account, 403 for oneself. */
export async function block(site: Site, viewer: Pick<Viewer, 'accountId'>, targetId: number): Promise<void> {
  if (viewer.accountId === targetId) throw forbidden()
  await site.store.tx(async (db) => {
    const pair = { accountId: viewer.accountId, targetId }
    const back = { accountId: targetId, targetId: viewer.accountId }
    const found = await lockAccounts(db, [viewer.accountId, targetId])
    if (!found.some((account) => account.id === targetId)) throw notFound('account')
    if (!(await insertBlock(db, { id: site.ids.next(), ...pair, createdAt: site.clock.now() }))) return
    for (const way of [pair, back]) {
      if (await deleteFollow(db, way)) await changePairCounts(db, way, -1)
      await deleteFollowRequest(db, way)
    }
    await site.events.add(db, relationshipChanged, pair)
  })
}
