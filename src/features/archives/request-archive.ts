import { unprocessable } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { lockAccounts } from '#features/accounts/accounts.queries.ts'
import type { Site } from '#platform/site.ts'
import { archiveDue } from './archive-due.ts'
import { archiveLife, makingTime } from './archive-life.ts'
import { archivesOf, insertArchive } from './archives.queries.ts'
import type { Archive } from './archives.schema.ts'

/** When another one may be asked for, Unix ms; the past when at once. */
export function nextArchiveAt(known: readonly Archive[]): number {
  const [newest] = known
  if (!newest) return 0
  return newest.createdAt + (newest.readyAt === null ? makingTime : archiveLife)
}

/** Asks for an archive of everything that the viewer has written; a job makes it. Throws 422 when the last one is younger than a week. */
export async function requestArchive(site: Site, viewer: Pick<Viewer, 'accountId'>): Promise<void> {
  await site.store.tx(async (db) => {
    await lockAccounts(db, [viewer.accountId])
    const now = site.clock.now()
    if (nextArchiveAt(await archivesOf(db, viewer.accountId)) > now)
      throw unprocessable('archive_too_soon', 'You can ask for an archive once a week')
    const row = { id: site.ids.next(), accountId: viewer.accountId, file: null, createdAt: now, readyAt: null }
    await insertArchive(db, row)
    await site.jobs.add(db, archiveDue, { archiveId: row.id })
  })
}
