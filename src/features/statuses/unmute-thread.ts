import type { Viewer } from '#base/viewer.ts'
import { readerChanged } from '#features/accounts/accounts.events.ts'
import type { Site } from '#platform/site.ts'
import { lockMeant } from './lock-seen.ts'
import { deleteThreadMute } from './thread-mutes.queries.ts'

/** The viewer hears again of the thread in which a post stands; nothing happens when it is not muted. */
export async function unmuteThread(site: Site, viewer: Viewer, id: number): Promise<void> {
  await site.store.tx(async (db) => {
    const status = await lockMeant(db, id)
    if (!status) return
    await deleteThreadMute(db, viewer.accountId, status.threadId)
    await site.events.add(db, readerChanged, { accountId: viewer.accountId })
  })
}
