import { formatPosition, type Position } from '#base/position.ts'
import { chosenDialect } from '#db/dialect.ts'
import { and, asc, desc, inArray, lt, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { events } from './events.schema.ts'

export interface EventRow {
  id: number
  xid: number
  name: string
  data: unknown
  at: number
  /** False while an older transaction still runs: its events will stand before this one. */
  settled: boolean
}

/** Where a row stands. */
export const positionOf = (row: { xid: number; id: number }): string => formatPosition({ xid: BigInt(row.xid), id: row.id })

// SQLite has one writer: what is committed is in order, and the id alone is the position.
const byTransaction = chosenDialect() === 'postgres'
const settled = byTransaction ? sql`${events.xid} < pg_snapshot_xmin(pg_current_snapshot())::text::bigint` : sql`(0 = 0)`
const place = byTransaction ? sql`(${events.xid}, ${events.id})` : sql`${events.id}`
const placeOf = (xid: unknown, id: unknown) => (byTransaction ? sql`(${xid}, ${id})` : sql`${id}`)
const upward = byTransaction ? [asc(events.xid), asc(events.id)] : [asc(events.id)]
const downward = byTransaction ? [desc(events.xid), desc(events.id)] : [desc(events.id)]
const isSettled = sql<boolean>`${settled}`.mapWith(Boolean)

const insert = statement<{ name: string; data: unknown; at: number }, unknown>('events.insert', (db) =>
  db.insert(events).values({ name: sql.placeholder('name'), data: sql.placeholder('data'), at: sql.placeholder('at') }),
)

/** Writes an event in the caller's transaction. */
export const insertEvent = async (db: Db, event: { name: string; data: unknown; at: number }): Promise<void> => {
  await insert(db, event)
}

const after = statement<{ xid: number; id: number; most: number }, EventRow[]>('events.after', (db) =>
  db
    .select({ id: events.id, xid: events.xid, name: events.name, data: events.data, at: events.at, settled: isSettled })
    .from(events)
    .where(sql`${place} > ${placeOf(sql.placeholder('xid'), sql.placeholder('id'))}`)
    .orderBy(...upward)
    .limit(sql.placeholder('most')),
)

/** Rows behind a position, oldest first; the settled ones stand before the others. */
export const eventsAfter = (db: Db, at: Position, most: number): PromiseLike<EventRow[]> =>
  after(db, { xid: Number(at.xid), id: at.id, most })

const first = statement<Record<string, never>, { xid: number; id: number }[]>('events.first', (db) =>
  db
    .select({ xid: events.xid, id: events.id })
    .from(events)
    .orderBy(...upward)
    .limit(1),
)
const last = statement<Record<string, never>, { xid: number; id: number }[]>('events.last', (db) =>
  db
    .select({ xid: events.xid, id: events.id })
    .from(events)
    .where(settled)
    .orderBy(...downward)
    .limit(1),
)
const none = { xid: 0, id: 0 }

/** The oldest row: whoever stands before it may have missed something. */
export const oldestPosition = async (db: Db): Promise<string> => positionOf((await first(db, {}))[0] ?? none)

/** The newest settled row. */
export const newestPosition = async (db: Db): Promise<string> => positionOf((await last(db, {}))[0] ?? none)

/** Forgets up to 500 events before the newest one that is older than `at`, which stays as the border; answers how many. */
export const deleteOld = async (db: Db, at: number): Promise<number> => {
  const [border] = await db
    .select({ xid: events.xid, id: events.id })
    .from(events)
    .where(and(lt(events.at, at), settled))
    .orderBy(...downward)
    .limit(1)
  if (!border) return 0
  const old = db
    .select({ id: events.id })
    .from(events)
    .where(sql`${place} < ${placeOf(border.xid, border.id)}`)
    .orderBy(...upward)
    .limit(500)
  return (await db.delete(events).where(inArray(events.id, old)).returning({ id: events.id })).length
}
