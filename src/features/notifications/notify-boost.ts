import { boostsAmong } from '#features/statuses/boosts.queries.ts'
import { judge } from '#features/statuses/judge.ts'
import { canSee } from '#features/statuses/statuses.policy.ts'
import { lockStatus } from '#features/statuses/statuses.queries.ts'
import type { Site } from '#platform/site.ts'
import { deleteNotification } from './notifications.queries.ts'
import { tell } from './tell.ts'

/**
 * Tells an author that `accountId` has passed the post on, once however often this runs; takes it back when the boost is gone. A boost that
 * the author may not see, as one for followers only, is not told.
 */
export async function notifyBoost(site: Site, accountId: number, statusId: number): Promise<void> {
  await site.store.tx(async (db) => {
    // Who boosts a post or takes the boost back locks the post first, so what is read here stays true.
    const status = await lockStatus(db, statusId)
    if (!status) return
    const author = { accountId: status.accountId }
    const cause = { ...author, type: 'reblog' as const, fromAccountId: accountId, statusId }
    const boostId = (await boostsAmong(db, accountId, [statusId])).get(statusId)
    const [judged] = boostId === undefined ? [] : await judge(site, db, author, [boostId])
    if (!judged) await deleteNotification(db, cause)
    else if (canSee(author, judged.status, judged.facts)) await tell(site, db, cause, status.threadId)
  })
}
