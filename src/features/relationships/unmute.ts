import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { deleteMute } from './blocks.queries.ts'
import { lockPair } from './lock-pair.ts'
import { relationshipChanged } from './relationships.events.ts'

/** Ends a mute. Idempotent. Throws 404 for an absent account. */
export async function unmute(site: Site, viewer: Pick<Viewer, 'accountId'>, targetId: number): Promise<void> {
  const pair = { accountId: viewer.accountId, targetId }
  await site.store.tx(async (db) => {
    await lockPair(db, pair)
    if (await deleteMute(db, pair)) await site.events.add(db, relationshipChanged, pair)
  })
}
