import { and, eq } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import type { Pair } from './follows.queries.ts'
import { accountNotes } from './relationships.schema.ts'

/** Sets the note of one account about another. */
export async function upsertNote(db: Db, row: Pair & { comment: string }): Promise<void> {
  const { comment } = row
  await db
    .insert(accountNotes)
    .values(row)
    .onConflictDoUpdate({ target: [accountNotes.accountId, accountNotes.targetId], set: { comment } })
}

/** Removes it; nothing happens when there is none. */
export async function deleteNote(db: Db, { accountId, targetId }: Pair): Promise<void> {
  await db.delete(accountNotes).where(and(eq(accountNotes.accountId, accountId), eq(accountNotes.targetId, targetId)))
}
