import type { Site } from '#platform/site.ts'
import { deleteOldMute } from './blocks.queries.ts'
import type { Pair } from './follows.queries.ts'
import { relationshipChanged } from './relationships.events.ts'

/** Removes a mute that has run out, so that open pages and streams look again; one that was made longer meanwhile stays. */
export async function endMute(site: Site, pair: Pair): Promise<void> {
  await site.store.tx(async (db) => {
    if (await deleteOldMute(db, pair, site.clock.now())) await site.events.add(db, relationshipChanged, pair)
  })
}
