import { unprocessable } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { insertEndorsement } from './endorsements.queries.ts'
import { lockPair } from './lock-pair.ts'
import { relationshipChanged } from './relationships.events.ts'
import { followedAmong } from './relationships.queries.ts'

/** Recommends an account on the viewer's profile. Idempotent. Throws 404 for an absent account, 422 for one that the viewer does not follow. */
export async function endorse(site: Site, viewer: Pick<Viewer, 'accountId'>, targetId: number): Promise<void> {
  const pair = { accountId: viewer.accountId, targetId }
  await site.store.tx(async (db) => {
    await lockPair(db, pair)
    const followed = await followedAmong(db, viewer.accountId, [targetId])
    if (!followed.has(targetId)) throw unprocessable('endorse_unfollowed', 'You must be already following the person you want to endorse')
    const made = await insertEndorsement(db, { id: site.ids.next(), ...pair, createdAt: site.clock.now() })
    if (made) await site.events.add(db, relationshipChanged, pair)
  })
}
