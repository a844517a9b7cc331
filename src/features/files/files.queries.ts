import { and, asc, gt, inArray, lte } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import { type LooseFile, looseFiles } from './files.schema.ts'

/** Puts objects on the list. */
export async function insertLoose(db: Db, rows: readonly LooseFile[]): Promise<void> {
  if (rows.length > 0) await db.insert(looseFiles).values([...rows])
}

/** Takes objects off the list; answers how many stood on it. */
export async function deleteLoose(db: Db, keys: readonly string[]): Promise<number> {
  if (keys.length === 0) return 0
  return (
    await db
      .delete(looseFiles)
      .where(inArray(looseFiles.key, [...keys]))
      .returning({ id: looseFiles.id })
  ).length
}

/** What is due, in ascending order of id, above a cursor. */
export const dueLoose = async (db: Db, now: number, above: number, limit: number): Promise<LooseFile[]> =>
  await db
    .select()
    .from(looseFiles)
    .where(and(gt(looseFiles.id, above), lte(looseFiles.dueAt, now)))
    .orderBy(asc(looseFiles.id))
    .limit(limit)
