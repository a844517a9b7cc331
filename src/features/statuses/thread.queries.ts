import { and, asc, eq, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { statuses } from './statuses.schema.ts'

/** A post's place in its thread. */
export interface ThreadRow {
  id: number
  replyToId: number | null
}

const columns = { id: statuses.id, replyToId: statuses.replyToId }

/** What follows in a thread, the condition of the partial index `statuses_thread` to the letter. */
const follows = sql`${statuses.threadId} <> ${statuses.id}`

const first = statement<{ threadId: number }, ThreadRow[]>('statuses.threadBegin', (db) =>
  db
    .select(columns)
    .from(statuses)
    .where(and(eq(statuses.id, sql.placeholder('threadId')), eq(statuses.threadId, statuses.id))),
)
const rest = statement<{ threadId: number; most: number }, ThreadRow[]>('statuses.thread', (db) =>
  db
    .select(columns)
    .from(statuses)
    .where(and(eq(statuses.threadId, sql.placeholder('threadId')), follows))
    .orderBy(asc(statuses.id))
    .limit(sql.placeholder('most')),
)

/** The oldest `most` posts of a thread, whoever may see them. */
export const threadRows = async (db: Db, threadId: number, most: number): Promise<ThreadRow[]> =>
  [...(await first(db, { threadId })), ...(await rest(db, { threadId, most }))].slice(0, most)
