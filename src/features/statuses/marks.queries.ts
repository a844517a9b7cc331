import { cutOf, type Page } from '#base/paging.ts'
import { and, asc, desc, eq, gt, lt, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { bookmarks, favourites, type Mark, pins } from './marks.schema.ts'

const tables = { favourites, bookmarks, pins }

/** What an account can put on a post, by the table that holds it. */
export type MarkKind = keyof typeof tables

type Table = (typeof tables)[MarkKind]
type Pair = Pick<Mark, 'accountId' | 'statusId'>
type Bounds = { of: number; above: number; below: number; limit: number }

const me = sql.placeholder('accountId')
const marked = sql.placeholder('statusId')

const paged = (name: string, table: Table, column: 'accountId' | 'statusId') => {
  const run = (up: boolean) =>
    statement<Bounds, Mark[]>(up ? `${name}Up` : name, (db) =>
      db
        .select()
        .from(table)
        .where(
          and(eq(table[column], sql.placeholder('of')), gt(table.id, sql.placeholder('above')), lt(table.id, sql.placeholder('below'))),
        )
        .orderBy(up ? asc(table.id) : desc(table.id))
        .limit(sql.placeholder('limit')),
    )
  const [down, upwards] = [run(false), run(true)]
  return async (db: Db, of: number, page: Page): Promise<Mark[]> => {
    const { up, ...cut } = cutOf(page)
    return up ? (await upwards(db, { of, ...cut })).reverse() : await down(db, { of, ...cut })
  }
}

const statementsFor = (kind: MarkKind) => {
  const table: Table = tables[kind]
  const pair = and(eq(table.accountId, me), eq(table.statusId, marked))
  return {
    insert: statement<Mark, { id: number }[]>(`${kind}.insert`, (db) =>
      db
        .insert(table)
        .values({ id: sql.placeholder('id'), accountId: me, statusId: marked, createdAt: sql.placeholder('createdAt') })
        .onConflictDoNothing()
        .returning({ id: table.id }),
    ),
    remove: statement<Pair, { id: number }[]>(`${kind}.remove`, (db) => db.delete(table).where(pair).returning({ id: table.id })),
    among: statement<{ accountId: number; ids: readonly number[] }, { id: number }[]>(`${kind}.among`, (db) =>
      db
        .select({ id: table.statusId })
        .from(table)
        .where(and(eq(table.accountId, me), inList(table.statusId, sql.placeholder('ids')))),
    ),
    ofAccount: paged(`${kind}.ofAccount`, table, 'accountId'),
  }
}

const on = { favourites: statementsFor('favourites'), bookmarks: statementsFor('bookmarks'), pins: statementsFor('pins') }
const pinned = statement<{ accountId: number }, { id: number }[]>('pins.all', (db) =>
  db.select({ id: pins.statusId }).from(pins).where(eq(pins.accountId, me)).orderBy(desc(pins.id)),
)
const ofStatus = paged('favourites.ofStatus', favourites, 'statusId')

/** Puts a mark on a post; false when it was there. */
export const insertMark = async (db: Db, kind: MarkKind, row: Mark): Promise<boolean> =>
  (await on[kind].insert(db, { ...row })).length === 1

/** Takes a mark away; false when there was none. */
export const deleteMark = async (db: Db, kind: MarkKind, pair: Pair): Promise<boolean> => (await on[kind].remove(db, pair)).length === 1

/** Those of these posts that bear the account's mark. One query, none for an empty list. */
export const markedAmong = async (db: Db, kind: MarkKind, accountId: number, statusIds: readonly number[]): Promise<Set<number>> =>
  statusIds.length === 0 ? new Set() : new Set((await on[kind].among(db, { accountId, ids: statusIds })).map((row) => row.id))

/** One page of an account's marks, newest first, by the mark's own id. */
export const marksBy = async (db: Db, kind: MarkKind, accountId: number, page: Page): Promise<Mark[]> =>
  await on[kind].ofAccount(db, accountId, page)

/** One page of the favourites of a post, newest first, by their own id. */
export const favouritesOf = async (db: Db, statusId: number, page: Page): Promise<Mark[]> => await ofStatus(db, statusId, page)

/** The posts that an account has pinned, the newest pin first; a few at most. */
export const pinnedIds = async (db: Db, accountId: number): Promise<number[]> => (await pinned(db, { accountId })).map((row) => row.id)
