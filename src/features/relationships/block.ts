import { forbidden } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { insertBlock } from './blocks.queries.ts'
import { endFollow } from './end-follow.ts'
import { endRequest } from './end-request.ts'
import { lockPair } from './lock-pair.ts'
import { relationshipChanged } from './relationships.events.ts'

/** Blocks an account: follows and requests end in both directions. Idempotent. Throws 404 for an absent account, 403 for oneself. */
export async function block(site: Site, viewer: Pick<Viewer, 'accountId'>, targetId: number): Promise<void> {
  if (viewer.accountId === targetId) throw forbidden()
  await site.store.tx(async (db) => {
    const pair = { accountId: viewer.accountId, targetId }
    const back = { accountId: targetId, targetId: viewer.accountId }
    await lockPair(db, pair)
    if (!(await insertBlock(db, { id: site.ids.next(), ...pair, createdAt: site.clock.now() }))) return
    for (const way of [pair, back]) {
      await endFollow(site, db, way)
      await endRequest(site, db, way)
    }
    await site.events.add(db, relationshipChanged, pair)
  })
}
