import { and, asc, eq, gt, isNull, ne, or, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import { blocks, followRequests, follows, mutes } from './relationships.schema.ts'

type Ids = readonly number[]
type Pair = { accountId: number; targetId: number }
const me = sql.placeholder('accountId')
const ids = sql.placeholder('ids')

const followed = statement<{ accountId: number }, { id: number }[]>('follows.followed', (db) =>
  db.select({ id: follows.targetId }).from(follows).where(eq(follows.accountId, me)).orderBy(asc(follows.targetId)),
)
const followedOf = statement<{ accountId: number; ids: readonly number[] }, { id: number }[]>('follows.among', (db) =>
  db
    .select({ id: follows.targetId })
    .from(follows)
    .where(and(eq(follows.accountId, me), inList(follows.targetId, ids))),
)
const followersOf = statement<{ accountId: number; ids: readonly number[] }, { id: number }[]>('follows.followersAmong', (db) =>
  db
    .select({ id: follows.accountId })
    .from(follows)
    .where(and(eq(follows.targetId, me), inList(follows.accountId, ids))),
)
const chosen = statement<{ accountId: number; limit: number }, { id: number }[]>('follows.chosen', (db) =>
  db
    .select({ id: follows.targetId })
    .from(follows)
    .where(and(eq(follows.accountId, me), ne(follows.targetId, companyAccountId)))
    .limit(sql.placeholder('limit')),
)
const blocksOf = statement<{ accountId: number; ids: readonly number[] }, Pair[]>('blocks.between', (db) =>
  db
    .select({ accountId: blocks.accountId, targetId: blocks.targetId })
    .from(blocks)
    .where(or(and(eq(blocks.accountId, me), inList(blocks.targetId, ids)), and(eq(blocks.targetId, me), inList(blocks.accountId, ids)))),
)
const mutesOf = statement<{ accountId: number; ids: readonly number[]; now: number }, { id: number; hushed: boolean }[]>(
  'mutes.among',
  (db) =>
    db
      .select({ id: mutes.targetId, hushed: mutes.hideNotifications })
      .from(mutes)
      .where(and(eq(mutes.accountId, me), inList(mutes.targetId, ids), or(isNull(mutes.until), gt(mutes.until, sql.placeholder('now'))))),
)
const waiting = statement<{ accountId: number; limit: number }, { id: number }[]>('followRequests.waiting', (db) =>
  db.select({ id: followRequests.id }).from(followRequests).where(eq(followRequests.targetId, me)).limit(sql.placeholder('limit')),
)

const setOf = (rows: { id: number }[]) => new Set(rows.map((row) => row.id))

/** All that an account follows, ascending. */
export const followedIds = async (db: Db, accountId: number): Promise<number[]> => (await followed(db, { accountId })).map((row) => row.id)

/** Those of `targets` that the account follows. */
export const followedAmong = async (db: Db, accountId: number, targets: Ids): Promise<Set<number>> =>
  targets.length === 0 ? new Set() : setOf(await followedOf(db, { accountId, ids: targets }))

/** Those of `others` that follow the account. */
export const followersAmong = async (db: Db, accountId: number, others: Ids): Promise<Set<number>> =>
  others.length === 0 ? new Set() : setOf(await followersOf(db, { accountId, ids: others }))

/** True when the account follows at least `n` others; the company account, which everybody follows, does not count. */
export const followsAtLeast = async (db: Db, accountId: number, n: number): Promise<boolean> =>
  (await chosen(db, { accountId, limit: n })).length >= n

/** Blocks in both directions between one account and others. */
export async function blocksBetween(db: Db, accountId: number, others: Ids): Promise<{ blocking: Set<number>; blockedBy: Set<number> }> {
  const rows = others.length === 0 ? [] : await blocksOf(db, { accountId, ids: others })
  const blocking = new Set(rows.filter((row) => row.accountId === accountId).map((row) => row.targetId))
  return { blocking, blockedBy: new Set(rows.filter((row) => row.targetId === accountId).map((row) => row.accountId)) }
}

/** Those of `others` that the account has muted at this time (ms), and whether it wants to hear nothing of what they do. */
export const mutesAmong = async (db: Db, accountId: number, others: Ids, now: number): Promise<Map<number, { hushed: boolean }>> =>
  others.length === 0 ? new Map() : new Map((await mutesOf(db, { accountId, ids: others, now })).map((row) => [row.id, row]))

/** Those of `others` that the account has muted at this time (ms). */
export const mutedAmong = async (db: Db, accountId: number, others: Ids, now: number): Promise<Set<number>> =>
  new Set((await mutesAmong(db, accountId, others, now)).keys())

/** How many wait for the account's consent, counted up to `most`. */
export const waitingRequests = async (db: Db, accountId: number, most: number): Promise<number> =>
  (await waiting(db, { accountId, limit: most })).length
