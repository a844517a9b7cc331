import { notFound, unprocessable } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { readerChanged } from '#features/accounts/accounts.events.ts'
import type { Site } from '#platform/site.ts'
import { insertMember, lockFollows } from './lists.queries.ts'
import { ownList } from './own-list.ts'

/**
 * Puts accounts on a list of the viewer's, all or none. Throws 404 for a list that is not the viewer's and for accounts that the viewer does
 * not follow (oneself may be on a list), 422 for one that is on it already.
 */
export async function addToList(site: Site, viewer: Pick<Viewer, 'accountId'>, listId: number, ids: readonly number[]): Promise<void> {
  await site.store.tx(async (db) => {
    await ownList(db, viewer, listId)
    await site.events.add(db, readerChanged, { accountId: viewer.accountId })
    const follows = await lockFollows(db, viewer.accountId, ids)
    for (const accountId of ids) {
      const followId = follows.get(accountId) ?? null
      if (followId === null && accountId !== viewer.accountId) throw notFound('account')
      if (!(await insertMember(db, { listId, accountId, followId })))
        throw unprocessable('on_list_already', 'Validation failed: Account has already been taken')
    }
  })
}
