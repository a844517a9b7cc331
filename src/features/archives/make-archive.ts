import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { nameFiles } from '#features/files/name-files.ts'
import { storeFiles } from '#features/files/store-files.ts'
import { authorOf } from '#features/scheduled/authors.queries.ts'
import type { Site } from '#platform/site.ts'
import { archiveById, updateArchive } from './archives.queries.ts'
import { writeArchive } from './write-archive.ts'

/** Makes an archive that was asked for. Nothing happens when it is made, was forgotten meanwhile, or its person is no longer here. */
export async function makeArchive(site: Site, archiveId: number): Promise<void> {
  const db = site.store.read
  const archive = await archiveById(db, archiveId)
  const viewer = archive?.file === null ? await authorOf(db, archive.accountId) : undefined
  const own = viewer && (await loadAccounts(db, [viewer.accountId])).get(viewer.accountId)
  if (!viewer || !own) return
  const [file] = await storeFiles(site, [{ body: writeArchive(site, viewer, own), mime: 'application/zip' }])
  await site.store.tx(async (tx) => {
    if ((await archiveById(tx, archiveId))?.file !== null) return
    await nameFiles(tx, [file])
    await updateArchive(tx, archiveId, { file, readyAt: site.clock.now() })
  })
}
