import { and, eq, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { threadMutes } from './marks.schema.ts'

const among = statement<{ accountId: number; ids: readonly number[] }, { id: number }[]>('threadMutes.among', (db) =>
  db
    .select({ id: threadMutes.threadId })
    .from(threadMutes)
    .where(and(eq(threadMutes.accountId, sql.placeholder('accountId')), inList(threadMutes.threadId, sql.placeholder('ids')))),
)

/** Those of these threads that the account has muted. One query, none for an empty list. */
export const mutedThreadsAmong = async (db: Db, accountId: number, threadIds: readonly number[]): Promise<Set<number>> =>
  threadIds.length === 0 ? new Set() : new Set((await among(db, { accountId, ids: threadIds })).map((row) => row.id))

/** Mutes a thread; nothing happens when it is muted. */
export async function insertThreadMute(db: Db, row: typeof threadMutes.$inferInsert): Promise<void> {
  await db.insert(threadMutes).values(row).onConflictDoNothing()
}

/** Hears a thread again; nothing happens when it is not muted. */
export async function deleteThreadMute(db: Db, accountId: number, threadId: number): Promise<void> {
  await db.delete(threadMutes).where(and(eq(threadMutes.accountId, accountId), eq(threadMutes.threadId, threadId)))
}
