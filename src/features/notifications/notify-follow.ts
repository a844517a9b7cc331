import { lockAccounts } from '#features/accounts/accounts.queries.ts'
import { loadRelationships } from '#features/relationships/relationships.json.ts'
import type { Site } from '#platform/site.ts'
import { deleteNotification } from './notifications.queries.ts'
import { tell } from './tell.ts'

/**
 * Tells an account that `accountId` follows it, or asks to, once however often this runs; takes back what is not so any more. A request that
 * was let in is told as a follow.
 */
export async function notifyFollow(site: Site, accountId: number, targetId: number): Promise<void> {
  await site.store.tx(async (db) => {
    // Whoever changes what stands between the two locks them first, so what is read here stays true.
    const target = (await lockAccounts(db, [accountId, targetId])).find((account) => account.id === targetId)
    const between = (await loadRelationships(db, targetId, [accountId])).get(accountId)
    if (!target || !between) return
    for (const [type, stands] of [
      ['follow', between.followedBy],
      ['follow_request', between.requestedBy],
    ] as const) {
      const cause = { accountId: targetId, type, fromAccountId: accountId, statusId: null }
      await (stands ? tell(site, db, cause) : deleteNotification(db, cause))
    }
  })
}
