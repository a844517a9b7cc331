import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { letIn } from './let-in.ts'
import { lockPair } from './lock-pair.ts'

/** Lets somebody who asked follow the viewer, with the options of the request. Throws 404 when nobody of this id waits. */
export async function authorizeRequest(site: Site, viewer: Pick<Viewer, 'accountId'>, askerId: number): Promise<void> {
  const pair = { accountId: askerId, targetId: viewer.accountId }
  await site.store.tx(async (db) => {
    await lockPair(db, pair)
    if (!(await letIn(site, db, pair))) throw notFound('follow request')
  })
}
