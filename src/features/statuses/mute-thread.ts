import type { Viewer } from '#base/viewer.ts'
import { readerChanged } from '#features/accounts/accounts.events.ts'
import type { Site } from '#platform/site.ts'
import { lockSeen } from './lock-seen.ts'
import { insertThreadMute } from './thread-mutes.queries.ts'

/** The viewer is told nothing more of the thread in which a post stands. Idempotent. Throws 404 for a hidden post. */
export async function muteThread(site: Site, viewer: Viewer, id: number): Promise<void> {
  await site.store.tx(async (db) => {
    const { status } = await lockSeen(site, db, viewer, id)
    await site.events.add(db, readerChanged, { accountId: viewer.accountId })
    await insertThreadMute(db, { accountId: viewer.accountId, threadId: status.threadId, createdAt: site.clock.now() })
  })
}
