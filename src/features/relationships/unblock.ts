import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { deleteBlock } from './blocks.queries.ts'
import { lockPair } from './lock-pair.ts'
import { relationshipChanged } from './relationships.events.ts'

/** Ends a block; what it severed stays severed. Idempotent. Throws 404 for an absent account. */
export async function unblock(site: Site, viewer: Pick<Viewer, 'accountId'>, targetId: number): Promise<void> {
  const pair = { accountId: viewer.accountId, targetId }
  await site.store.tx(async (db) => {
    await lockPair(db, pair)
    if (await deleteBlock(db, pair)) await site.events.add(db, relationshipChanged, pair)
  })
}
