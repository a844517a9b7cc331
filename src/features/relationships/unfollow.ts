import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { endFollow } from './end-follow.ts'
import { endRequest } from './end-request.ts'
import { lockPair } from './lock-pair.ts'
import { relationshipChanged } from './relationships.events.ts'

/** Ends a follow, or takes back the request for one; nothing happens when there is neither. Throws 404 for an absent account. */
export async function unfollow(site: Site, viewer: Pick<Viewer, 'accountId'>, targetId: number): Promise<void> {
  await site.store.tx(async (db) => {
    const pair = { accountId: viewer.accountId, targetId }
    await lockPair(db, pair)
    const followed = await endFollow(site, db, pair)
    const asked = await endRequest(site, db, pair)
    if (followed || asked) await site.events.add(db, relationshipChanged, pair)
  })
}
