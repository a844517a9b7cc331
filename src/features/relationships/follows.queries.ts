import { and, eq } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import { followRequests, follows } from './relationships.schema.ts'

export interface FollowOptions {
  /** Boosts of the followed reach home; true unless told otherwise. */
  reblogs?: boolean
  /** A notification for each post. */
  notify?: boolean
  /** Only posts in these languages reach home; null = all. */
  languages?: string[] | null
}

export interface Pair {
  accountId: number
  targetId: number
}
type Row = Pair & FollowOptions & { id: number; createdAt: number }
type Table = typeof follows | typeof followRequests

const is = (table: Table, pair: Pair) => and(eq(table.accountId, pair.accountId), eq(table.targetId, pair.targetId))

async function insertInto(db: Db, table: Table, row: Row): Promise<boolean> {
  return (await db.insert(table).values(row).onConflictDoNothing().returning({ id: table.id })).length === 1
}
async function deleteFrom(db: Db, table: Table, pair: Pair): Promise<boolean> {
  return (await db.delete(table).where(is(table, pair)).returning({ id: table.id })).length === 1
}
async function changeIn(db: Db, table: Table, pair: Pair, options: FollowOptions): Promise<boolean> {
  const found = await db.select({ id: table.id }).from(table).where(is(table, pair))
  if (found.length === 1 && Object.keys(options).length > 0) await db.update(table).set(options).where(is(table, pair))
  return found.length === 1
}

/** False when the follow was there already. */
export const insertFollow = async (db: Db, row: Row) => await insertInto(db, follows, row)
/** False when the request was there already. */
export const insertFollowRequest = async (db: Db, row: Row) => await insertInto(db, followRequests, row)
/** False when there was none. */
export const deleteFollow = async (db: Db, pair: Pair) => await deleteFrom(db, follows, pair)
/** False when there was none. */
export const deleteFollowRequest = async (db: Db, pair: Pair) => await deleteFrom(db, followRequests, pair)
/** Sets the options of the follow or the request that is there; false when there is neither. */
export const changeFollow = async (db: Db, pair: Pair, options: FollowOptions) =>
  (await changeIn(db, follows, pair, options)) || (await changeIn(db, followRequests, pair, options))

/** Takes the request away and answers what it asked for. */
export async function takeFollowRequest(db: Db, pair: Pair): Promise<Required<FollowOptions> | undefined> {
  const { reblogs, notify, languages } = followRequests
  const [row] = await db.delete(followRequests).where(is(followRequests, pair)).returning({ reblogs, notify, languages })
  return row
}
