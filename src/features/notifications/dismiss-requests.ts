import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { deleteFiltered } from './merge.queries.ts'
import { takeRequests } from './requests.queries.ts'

/**
 * Dismisses requests of the viewer with all that was set aside under them; a sender who writes again makes a new one. Others than the
 * viewer's are left out. Answers how many there were.
 */
export async function dismissRequests(site: Site, { accountId }: Pick<Viewer, 'accountId'>, ids: readonly number[]): Promise<number> {
  return await site.store.tx(async (db) => {
    const senders = await takeRequests(db, accountId, ids)
    for (const fromAccountId of senders) await deleteFiltered(db, { accountId, fromAccountId })
    return senders.length
  })
}
