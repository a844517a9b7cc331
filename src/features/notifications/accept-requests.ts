import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { permitSender } from './merge.queries.ts'
import { mergeDue } from './merge-requests.ts'
import { takeRequests } from './requests.queries.ts'

/**
 * Accepts requests of the viewer: from now on no policy holds for their senders, and what was set aside comes back by a job. Others than the
 * viewer's are left out. Answers how many there were.
 */
export async function acceptRequests(site: Site, { accountId }: Pick<Viewer, 'accountId'>, ids: readonly number[]): Promise<number> {
  return await site.store.tx(async (db) => {
    const senders = await takeRequests(db, accountId, ids)
    for (const fromAccountId of senders) {
      await permitSender(db, { accountId, fromAccountId }, site.clock.now())
      await site.jobs.add(db, mergeDue, { accountId, fromAccountId })
    }
    return senders.length
  })
}
