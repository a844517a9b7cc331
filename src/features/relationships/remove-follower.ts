import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { endFollow } from './end-follow.ts'
import { lockPair } from './lock-pair.ts'
import { relationshipChanged } from './relationships.events.ts'

/** Makes an account follow the viewer no longer. Idempotent. Throws 404 for an absent account. */
export async function removeFollower(site: Site, viewer: Pick<Viewer, 'accountId'>, followerId: number): Promise<void> {
  const back = { accountId: followerId, targetId: viewer.accountId }
  await site.store.tx(async (db) => {
    await lockPair(db, { accountId: viewer.accountId, targetId: followerId })
    if (await endFollow(site, db, back)) await site.events.add(db, relationshipChanged, back)
  })
}
