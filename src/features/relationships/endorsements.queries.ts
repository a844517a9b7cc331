import { and, eq } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import type { Pair } from './follows.queries.ts'
import { endorsements } from './relationships.schema.ts'

/** False when it was there already. */
export const insertEndorsement = async (db: Db, row: Pair & { id: number; createdAt: number }): Promise<boolean> =>
  (await db.insert(endorsements).values(row).onConflictDoNothing().returning({ id: endorsements.id })).length === 1

/** False when there was none. */
export const deleteEndorsement = async (db: Db, { accountId, targetId }: Pair): Promise<boolean> => {
  const which = and(eq(endorsements.accountId, accountId), eq(endorsements.targetId, targetId))
  return (await db.delete(endorsements).where(which).returning({ id: endorsements.id })).length === 1
}
