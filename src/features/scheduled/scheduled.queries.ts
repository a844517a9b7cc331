import { cutOf, type Page } from '#base/paging.ts'
import { and, asc, count, desc, eq, gt, gte, isNull, lt, ne } from '#db/drizzle.ts'
import { lockRow } from '#db/dialect.ts'
import type { Db } from '#db/store.ts'
import { type Scheduled, scheduledStatuses as t } from './scheduled.schema.ts'

/** One post for later. */
export const scheduledById = async (db: Db, id: number): Promise<Scheduled | undefined> =>
  (await db.select().from(t).where(eq(t.id, id)))[0]

/** The same, locked until the transaction ends. */
export const lockScheduled = async (db: Db, id: number): Promise<Scheduled | undefined> =>
  (await lockRow(db.select().from(t).where(eq(t.id, id))))[0]

/** One page of an account's posts for later, the last made first. */
export async function scheduledBy(db: Db, accountId: number, page: Page): Promise<Scheduled[]> {
  const { up, above, below, limit } = cutOf(page)
  const rows = await db
    .select()
    .from(t)
    .where(and(eq(t.accountId, accountId), gt(t.id, above), lt(t.id, below)))
    .orderBy(up ? asc(t.id) : desc(t.id))
    .limit(limit)
  return up ? rows.reverse() : rows
}

/** A part of an account's posts for later in the order of their moments: those that could not be published stand first. */
export const scheduledByDue = async (db: Db, accountId: number, o: { limit: number; offset: number }): Promise<Scheduled[]> =>
  await db.select().from(t).where(eq(t.accountId, accountId)).orderBy(asc(t.dueAt), asc(t.id)).limit(o.limit).offset(o.offset)

/** How many posts for later an account has, but for `except`; with `from` and `to` those due from the one moment on and before the other. */
export async function countScheduled(db: Db, accountId: number, o: { except: number; from?: number; to?: number }): Promise<number> {
  const due = [...(o.from === undefined ? [] : [gte(t.dueAt, o.from)]), ...(o.to === undefined ? [] : [lt(t.dueAt, o.to)])]
  const [row] = await db
    .select({ n: count() })
    .from(t)
    .where(and(eq(t.accountId, accountId), ne(t.id, o.except), ...due))
  return row?.n ?? 0
}

/** Posts that wait for a moment before `until`, in the order of their ids, behind one of them. */
export const overdue = async (db: Db, until: number, behind: number, limit: number): Promise<Pick<Scheduled, 'id' | 'dueAt'>[]> =>
  await db
    .select({ id: t.id, dueAt: t.dueAt })
    .from(t)
    .where(and(lt(t.dueAt, until), isNull(t.failedAt), gt(t.id, behind)))
    .orderBy(asc(t.id))
    .limit(limit)

export const insertScheduled = async (db: Db, row: Scheduled): Promise<void> => void (await db.insert(t).values(row))

export const updateScheduled = async (db: Db, id: number, columns: Partial<Omit<Scheduled, 'id'>>): Promise<void> =>
  void (await db.update(t).set(columns).where(eq(t.id, id)))

export const deleteScheduled = async (db: Db, id: number): Promise<void> => void (await db.delete(t).where(eq(t.id, id)))

/** Removes the row if it still waits for this very moment; false when it was published, moved, taken away or has failed. */
export async function takeDue(db: Db, { id, dueAt }: Pick<Scheduled, 'id' | 'dueAt'>): Promise<boolean> {
  const waiting = and(eq(t.id, id), eq(t.dueAt, dueAt), isNull(t.failedAt))
  return (await db.delete(t).where(waiting).returning({ id: t.id })).length === 1
}

/** Notes why a row that still waits for this moment cannot be published; false when it waits for it no more. */
export async function failDue(
  db: Db,
  { id, dueAt }: Pick<Scheduled, 'id' | 'dueAt'>,
  failure: Pick<Scheduled, 'failedAt' | 'reason'>,
): Promise<boolean> {
  const waiting = and(eq(t.id, id), eq(t.dueAt, dueAt), isNull(t.failedAt))
  return (await db.update(t).set(failure).where(waiting).returning({ id: t.id })).length === 1
}
