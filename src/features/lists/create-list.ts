import { unprocessable } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { lockAccounts } from '#features/accounts/accounts.queries.ts'
import type { Site } from '#platform/site.ts'
import { countLists, insertList } from './lists.queries.ts'
import type { List } from './lists.schema.ts'

/** Lists that one account may have, as in Mastodon (SEC:D2). */
const most = 50

export type NewList = Pick<List, 'title' | 'repliesPolicy' | 'exclusive'>

/** Makes an empty list. Throws 422 beyond 50. */
export async function createList(site: Site, viewer: Pick<Viewer, 'accountId'>, wish: NewList): Promise<List> {
  return await site.store.tx(async (db) => {
    await lockAccounts(db, [viewer.accountId])
    if ((await countLists(db, viewer.accountId)) >= most)
      throw unprocessable('too_many_lists', `You have reached the maximum number of lists: ${most}`, { params: { most } })
    const list = { id: site.ids.next(), accountId: viewer.accountId, ...wish, createdAt: site.clock.now() }
    await insertList(db, list)
    return list
  })
}
