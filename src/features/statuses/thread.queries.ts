import { asc, eq, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { statuses } from './statuses.schema.ts'

/** A post's place in its thread. */
export interface ThreadRow {
  id: number
  replyToId: number | null
}

const rows = statement<{ threadId: number; most: number }, ThreadRow[]>('statuses.thread', (db) =>
  db
    .select({ id: statuses.id, replyToId: statuses.replyToId })
    .from(statuses)
    .where(eq(statuses.threadId, sql.placeholder('threadId')))
    .orderBy(asc(statuses.id))
    .limit(sql.placeholder('most')),
)

/** The oldest `most` posts of a thread, whoever may see them. */
export const threadRows = async (db: Db, threadId: number, most: number): Promise<ThreadRow[]> => await rows(db, { threadId, most })
