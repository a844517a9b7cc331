import { markedAmong } from '#features/statuses/marks.queries.ts'
import { lockStatus } from '#features/statuses/statuses.queries.ts'
import type { Site } from '#platform/site.ts'
import { deleteNotification } from './notifications.queries.ts'
import { tell } from './tell.ts'

/** Tells an author that `accountId` likes the post, once however often this runs; takes it back when the favourite is gone. */
export async function notifyFavourite(site: Site, accountId: number, statusId: number): Promise<void> {
  await site.store.tx(async (db) => {
    // Who likes a post or stops liking it locks it first, so what is read here stays true.
    const status = await lockStatus(db, statusId)
    if (!status) return
    const cause = { accountId: status.accountId, type: 'favourite' as const, fromAccountId: accountId, statusId }
    const stands = (await markedAmong(db, 'favourites', accountId, [statusId])).has(statusId)
    await (stands ? tell(site, db, cause, status.threadId) : deleteNotification(db, cause))
  })
}
