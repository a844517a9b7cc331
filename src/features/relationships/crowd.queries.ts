import { and, eq, gt, isNull, ne, or, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { companyAccountId } from '#features/accounts/company-account.ts'
import { blocks, follows, mutes } from './relationships.schema.ts'

// The questions of relationships.queries.ts about many lookers at once: a stream's event is weighed for everybody who listens.

type Ids = readonly number[]
type Crowd = { accounts: Ids; ids: Ids }
const crowd = sql.placeholder('accounts')
const others = sql.placeholder('ids')

/** That one account follows another, and what of it. */
export interface CrowdFollow {
  accountId: number
  targetId: number
  reblogs: boolean
  /** Null = all. */
  languages: string[] | null
}

const followsOf = statement<Crowd, CrowdFollow[]>('follows.ofCrowd', (db) =>
  db
    .select({ accountId: follows.accountId, targetId: follows.targetId, reblogs: follows.reblogs, languages: follows.languages })
    .from(follows)
    .where(and(inList(follows.accountId, crowd), inList(follows.targetId, others))),
)
const blocksWith = statement<Crowd, { accountId: number; targetId: number }[]>('blocks.ofCrowd', (db) =>
  db
    .select({ accountId: blocks.accountId, targetId: blocks.targetId })
    .from(blocks)
    .where(
      or(
        and(inList(blocks.accountId, crowd), inList(blocks.targetId, others)),
        and(inList(blocks.accountId, others), inList(blocks.targetId, crowd)),
      ),
    ),
)
const mutesOf = statement<Crowd & { now: number }, { accountId: number; targetId: number; hushed: boolean }[]>('mutes.ofCrowd', (db) =>
  db
    .select({ accountId: mutes.accountId, targetId: mutes.targetId, hushed: mutes.hideNotifications })
    .from(mutes)
    .where(
      and(inList(mutes.accountId, crowd), inList(mutes.targetId, others), or(isNull(mutes.until), gt(mutes.until, sql.placeholder('now')))),
    ),
)
const fewer = statement<{ accounts: Ids; n: number }, { id: number }[]>('follows.fewerThan', (db) => {
  const some = db
    .select({ one: sql`1` })
    .from(follows)
    .where(and(eq(follows.accountId, accounts.id), ne(follows.targetId, companyAccountId)))
    .limit(sql.placeholder('n'))
  return db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(inList(accounts.id, crowd), sql`(select count(*) from ${some} few) < ${sql.placeholder('n')}`))
})

const asked = (accountIds: Ids, ids: Ids) => accountIds.length > 0 && ids.length > 0

/** The follows of these accounts that lead to these others. */
export const followsOfMany = async (db: Db, accountIds: Ids, targetIds: Ids): Promise<CrowdFollow[]> =>
  asked(accountIds, targetIds) ? await followsOf(db, { accounts: accountIds, ids: targetIds }) : []

/** Blocks in both directions between these accounts and these others. */
export const blocksWithMany = async (db: Db, accountIds: Ids, otherIds: Ids): Promise<{ accountId: number; targetId: number }[]> =>
  asked(accountIds, otherIds) ? await blocksWith(db, { accounts: accountIds, ids: otherIds }) : []

/** The mutes of these accounts that hold at this time (ms) and concern these others. */
export const mutesOfMany = async (
  db: Db,
  accountIds: Ids,
  targetIds: Ids,
  now: number,
): Promise<{ accountId: number; targetId: number; hushed: boolean }[]> =>
  asked(accountIds, targetIds) ? await mutesOf(db, { accounts: accountIds, ids: targetIds, now }) : []

/** Those of the accounts that follow fewer than `n` others; the company account, which everybody follows, does not count. */
export const followingFewerThan = async (db: Db, accountIds: Ids, n: number): Promise<Set<number>> =>
  accountIds.length === 0 ? new Set() : new Set((await fewer(db, { accounts: accountIds, n })).map((row) => row.id))
