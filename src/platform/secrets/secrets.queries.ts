import { eq } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import { keyChecks } from './secrets.schema.ts'

/** Writes down the fingerprint unless one stands there already. */
export const rememberFingerprint = async (db: Db, fingerprint: string, at: number): Promise<void> => {
  await db.insert(keyChecks).values({ name: 'master', fingerprint, createdAt: at }).onConflictDoNothing()
}

/** The fingerprint of the key that the database was written with. */
export const knownFingerprint = async (db: Db): Promise<string | undefined> => {
  const rows = await db.select({ fingerprint: keyChecks.fingerprint }).from(keyChecks).where(eq(keyChecks.name, 'master'))
  return rows[0]?.fingerprint
}
