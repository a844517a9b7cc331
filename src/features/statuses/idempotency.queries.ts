import { inList } from '#db/dialect.ts'
import { and, asc, eq, gt, lte, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { idempotencyKeys } from './statuses.schema.ts'

type KeyRow = typeof idempotencyKeys.$inferSelect

const one = statement<{ name: string }, KeyRow[]>('idempotency.one', (db) =>
  db
    .select()
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.name, sql.placeholder('name'))),
)
// A key that has answered for its hour is as good as none.
const insert = statement<KeyRow & { before: number }, { statusId: number }[]>('idempotency.insert', (db) =>
  db
    .insert(idempotencyKeys)
    .values({ name: sql.placeholder('name'), statusId: sql.placeholder('statusId'), createdAt: sql.placeholder('createdAt') })
    .onConflictDoUpdate({
      target: idempotencyKeys.name,
      set: { statusId: sql`excluded.status_id`, createdAt: sql`excluded.created_at` },
      setWhere: lte(idempotencyKeys.createdAt, sql.placeholder('before')),
    })
    .returning({ statusId: idempotencyKeys.statusId }),
)
const after = statement<{ name: string; limit: number }, Pick<KeyRow, 'name' | 'createdAt'>[]>('idempotency.after', (db) =>
  db
    .select({ name: idempotencyKeys.name, createdAt: idempotencyKeys.createdAt })
    .from(idempotencyKeys)
    .where(gt(idempotencyKeys.name, sql.placeholder('name')))
    .orderBy(asc(idempotencyKeys.name))
    .limit(sql.placeholder('limit')),
)
const forget = statement<{ names: readonly string[]; before: number }, unknown>('idempotency.forget', (db) =>
  db
    .delete(idempotencyKeys)
    .where(and(inList(idempotencyKeys.name, sql.placeholder('names')), lte(idempotencyKeys.createdAt, sql.placeholder('before')))),
)

/** The row of a key, however old. */
export const keyRow = async (db: Db, name: string): Promise<KeyRow | undefined> => (await one(db, { name }))[0]

/**
 * Adds a key, in the place of one that was made at `before` (ms) or earlier; false when it is taken. On PostgreSQL it waits for a transaction
 * that is adding the same one.
 */
export const insertKey = async (db: Db, row: KeyRow, before: number): Promise<boolean> =>
  (await insert(db, { ...row, before })).length === 1

/** Lets a key that stands for `from` stand for `statusId`. */
export const moveKey = async (db: Db, name: string, from: number, statusId: number): Promise<void> =>
  void (await db
    .update(idempotencyKeys)
    .set({ statusId })
    .where(and(eq(idempotencyKeys.name, name), eq(idempotencyKeys.statusId, from))))

/** The keys behind a name, in the order of names. */
export const keysAfter = async (db: Db, name: string, limit: number): Promise<Pick<KeyRow, 'name' | 'createdAt'>[]> =>
  await after(db, { name, limit })

/** Removes those of these keys that were made at `before` (ms) or earlier. */
export const deleteKeys = async (db: Db, names: readonly string[], before: number): Promise<void> =>
  void (await forget(db, { names, before }))
