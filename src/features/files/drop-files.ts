import type { Db } from '#db/store.ts'
import type { Thing } from '#features/holds/retire.ts'
import type { Site } from '#platform/site.ts'
import { removeLoose } from './files.jobs.ts'
import { insertLoose } from './files.queries.ts'
import type { StoredFile } from './stored-file.ts'

/**
 * Lets go of objects in the transaction that takes away the row which named them. A job removes the bytes; as long as a sealed copy of one of
 * `keptBy` stands, they stay with it.
 */
export async function dropFiles(site: Site, db: Db, files: readonly StoredFile[], keptBy: readonly Thing[]): Promise<void> {
  const dueAt = site.clock.now()
  await insertLoose(
    db,
    files.map(({ key }) => ({ id: site.ids.next(), key, keptBy: [...keptBy], dueAt })),
  )
  await site.jobs.add(db, removeLoose, {}, { once: 'dropped' })
}
