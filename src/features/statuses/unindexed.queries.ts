import { inList } from '#db/dialect.ts'
import { asc, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { unindexedStatuses } from './statuses.schema.ts'

const insert = statement<{ statusId: number }, unknown>('unindexed.insert', (db) =>
  db
    .insert(unindexedStatuses)
    .values({ statusId: sql.placeholder('statusId') })
    .onConflictDoNothing(),
)
const oldest = statement<{ limit: number }, { statusId: number }[]>('unindexed.oldest', (db) =>
  db.select().from(unindexedStatuses).orderBy(asc(unindexedStatuses.statusId)).limit(sql.placeholder('limit')),
)
const forget = statement<{ ids: readonly number[] }, unknown>('unindexed.forget', (db) =>
  db.delete(unindexedStatuses).where(inList(unindexedStatuses.statusId, sql.placeholder('ids'))),
)

/** Notes that the words of a post are not in the index yet, or others than stand there. */
export const insertUnindexed = async (db: Db, statusId: number): Promise<void> => void (await insert(db, { statusId }))

/** Ids of posts whose words wait to be indexed, the oldest first; some may be gone. */
export const oldestUnindexed = async (db: Db, limit: number): Promise<number[]> => (await oldest(db, { limit })).map((row) => row.statusId)

/** Notes that the words of these posts stand in the index, in the transaction that put them there and has locked the posts. */
export const forgetUnindexed = async (db: Db, ids: readonly number[]): Promise<void> => void (await forget(db, { ids }))
