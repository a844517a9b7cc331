import { asc, eq } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import { type StatusEdit, statusEdits } from './statuses.schema.ts'

/** The versions that edits replaced, oldest first. */
export const editsOf = async (db: Db, statusId: number): Promise<StatusEdit[]> =>
  await db.select().from(statusEdits).where(eq(statusEdits.statusId, statusId)).orderBy(asc(statusEdits.id))

/** Keeps a version that an edit replaces. */
export async function insertEdit(db: Db, row: StatusEdit): Promise<void> {
  await db.insert(statusEdits).values(row)
}
