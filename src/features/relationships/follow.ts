import { forbidden, notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import type { Site } from '#platform/site.ts'
import { changePairCounts } from './change-pair-counts.ts'
import { followDue } from './follow-due.ts'
import { type FollowOptions, changeFollow, insertFollow, insertFollowRequest } from './follows.queries.ts'
import { lockPair } from './lock-pair.ts'
import { relationshipChanged } from './relationships.events.ts'
import { blocksBetween } from './relationships.queries.ts'

/**
 * Makes the viewer follow an account, or ask to when it is locked; a repeated call only changes the options, absent ones stay.
 * Joins the caller's transaction where there is one. Throws 404 for an absent or suspended account, 403 for oneself and across a block.
 */
export async function follow(site: Site, viewer: Pick<Viewer, 'accountId'>, targetId: number, options: FollowOptions = {}): Promise<void> {
  if (viewer.accountId === targetId) throw forbidden()
  await site.store.tx(async (db) => {
    const pair = { accountId: viewer.accountId, targetId }
    const target = await lockPair(db, pair)
    if (target.suspendedAt !== null) throw notFound('account')
    const block = await blocksBetween(db, viewer.accountId, [targetId])
    if (block.blocking.has(targetId) || block.blockedBy.has(targetId)) throw forbidden()
    if (!(await changeFollow(db, pair, options))) {
      const row = { id: site.ids.next(), ...pair, ...options, createdAt: site.clock.now() }
      if (target.locked) await insertFollowRequest(db, row)
      else if (await insertFollow(db, row)) await changePairCounts(db, pair, 1)
      // Nobody reads what the company account would be told.
      if (targetId !== companyAccountId) await site.jobs.add(db, followDue, pair)
    }
    await site.events.add(db, relationshipChanged, pair)
  })
}
