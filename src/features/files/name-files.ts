import type { Db } from '#db/store.ts'
import { deleteLoose } from './files.queries.ts'
import type { StoredFile } from './stored-file.ts'

/**
 * Takes stored objects off the list of the loose ones, in the transaction of the row that names them. Throws when one is no longer there: it
 * was removed meanwhile, and a row must not name what is gone.
 */
export async function nameFiles(db: Db, files: readonly StoredFile[]): Promise<void> {
  const found = await deleteLoose(
    db,
    files.map((file) => file.key),
  )
  if (found !== files.length) throw new Error('a stored object was removed before a row named it')
}
