import type { Viewer } from '#base/viewer.ts'
import { readerChanged } from '#features/accounts/accounts.events.ts'
import type { Site } from '#platform/site.ts'
import { lockSeen } from './lock-seen.ts'
import { insertMark } from './marks.queries.ts'

/** Keeps a post for later; nobody is told. Idempotent. Throws 404 for a hidden post (SEC:V12). */
export async function bookmark(site: Site, viewer: Viewer, id: number): Promise<void> {
  await site.store.tx(async (db) => {
    const { status } = await lockSeen(site, db, viewer, id)
    const row = { id: site.ids.next(), accountId: viewer.accountId, statusId: status.id, createdAt: site.clock.now() }
    if (await insertMark(db, 'bookmarks', row)) await site.events.add(db, readerChanged, { accountId: viewer.accountId })
  })
}
