import { and, asc, eq, lte, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { idempotencyKeys } from './statuses.schema.ts'

type KeyRow = typeof idempotencyKeys.$inferSelect
type Name = Pick<KeyRow, 'holder' | 'key'>

const that = and(eq(idempotencyKeys.holder, sql.placeholder('holder')), eq(idempotencyKeys.key, sql.placeholder('key')))

const one = statement<Name, KeyRow[]>('idempotency.one', (db) => db.select().from(idempotencyKeys).where(that))
const insert = statement<KeyRow, { statusId: number }[]>('idempotency.insert', (db) =>
  db
    .insert(idempotencyKeys)
    .values({
      holder: sql.placeholder('holder'),
      key: sql.placeholder('key'),
      statusId: sql.placeholder('statusId'),
      createdAt: sql.placeholder('createdAt'),
    })
    .onConflictDoNothing()
    .returning({ statusId: idempotencyKeys.statusId }),
)
const forget = statement<Name & { before: number }, unknown>('idempotency.forget', (db) =>
  db.delete(idempotencyKeys).where(and(that, lte(idempotencyKeys.createdAt, sql.placeholder('before')))),
)
const oldest = statement<{ limit: number }, KeyRow[]>('idempotency.oldest', (db) =>
  db.select().from(idempotencyKeys).orderBy(asc(idempotencyKeys.createdAt)).limit(sql.placeholder('limit')),
)

/** The row of a key, however old. */
export const keyRow = async (db: Db, name: Name): Promise<KeyRow | undefined> => (await one(db, { ...name }))[0]

/** Adds a key; false when it is taken. On PostgreSQL it waits for a transaction that is adding the same one. */
export const insertKey = async (db: Db, row: KeyRow): Promise<boolean> => (await insert(db, { ...row })).length === 1

/** Removes one key when it was made at `before` (ms) or earlier. */
export const forgetKey = async (db: Db, name: Name, before: number): Promise<void> => void (await forget(db, { ...name, before }))

/** Lets a key that stands for `from` stand for `statusId`. */
export const moveKey = async (db: Db, { holder, key }: Name, from: number, statusId: number): Promise<void> =>
  void (await db
    .update(idempotencyKeys)
    .set({ statusId })
    .where(and(eq(idempotencyKeys.holder, holder), eq(idempotencyKeys.key, key), eq(idempotencyKeys.statusId, from))))

/** The oldest keys, oldest first. */
export const oldestKeys = async (db: Db, limit: number): Promise<KeyRow[]> => await oldest(db, { limit })

/** Removes these keys. */
export async function deleteKeys(db: Db, rows: readonly Name[]): Promise<void> {
  for (const row of rows) await forget(db, { holder: row.holder, key: row.key, before: Number.MAX_SAFE_INTEGER })
}
