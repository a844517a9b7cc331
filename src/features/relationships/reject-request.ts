import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { endRequest } from './end-request.ts'
import { lockPair } from './lock-pair.ts'
import { relationshipChanged } from './relationships.events.ts'

/** Refuses somebody who asked to follow the viewer; they are not told. Throws 404 when nobody of this id waits. */
export async function rejectRequest(site: Site, viewer: Pick<Viewer, 'accountId'>, askerId: number): Promise<void> {
  const pair = { accountId: askerId, targetId: viewer.accountId }
  await site.store.tx(async (db) => {
    await lockPair(db, pair)
    if (!(await endRequest(site, db, pair))) throw notFound('follow request')
    await site.events.add(db, relationshipChanged, pair)
  })
}
