import { and, asc, count, desc, eq, gt, isNull, lt, sql } from '#db/drizzle.ts'
import { inList, lockRow } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { follows } from '#features/relationships/relationships.schema.ts'
import { type List, listAccounts, lists } from './lists.schema.ts'

type Ids = readonly number[]

/** Somebody on a list. */
export interface ListMember {
  listId: number
  ownerId: number
  replies: List['repliesPolicy']
  id: number
}
const given = sql.placeholder
const me = given('accountId')

const ofAccount = statement<{ accountId: number }, List[]>('lists.ofAccount', (db) =>
  db.select().from(lists).where(eq(lists.accountId, me)).orderBy(asc(lists.id)),
)
const own = statement<{ accountId: number; id: number }, List[]>('lists.own', (db) =>
  db
    .select()
    .from(lists)
    .where(and(eq(lists.id, given('id')), eq(lists.accountId, me))),
)
const holding = statement<{ accountId: number; memberId: number }, List[]>('lists.holding', (db) =>
  db
    .select({
      id: lists.id,
      accountId: lists.accountId,
      title: lists.title,
      repliesPolicy: lists.repliesPolicy,
      exclusive: lists.exclusive,
      createdAt: lists.createdAt,
    })
    .from(listAccounts)
    .innerJoin(lists, eq(lists.id, listAccounts.listId))
    .where(and(eq(listAccounts.accountId, given('memberId')), eq(lists.accountId, me)))
    .orderBy(asc(lists.id)),
)
const membersPage = statement<{ listId: number; above: number; below: number; limit: number }, { id: number }[]>('lists.members', (db) =>
  db
    .select({ id: listAccounts.accountId })
    .from(listAccounts)
    .innerJoin(accounts, eq(accounts.id, listAccounts.accountId))
    .where(
      and(
        eq(listAccounts.listId, given('listId')),
        gt(listAccounts.accountId, given('above')),
        lt(listAccounts.accountId, given('below')),
        isNull(accounts.suspendedAt),
      ),
    )
    .orderBy(desc(listAccounts.accountId))
    .limit(given('limit')),
)
const amongMembers = statement<{ listId: number; ids: Ids }, { id: number }[]>('lists.amongMembers', (db) =>
  db
    .select({ id: listAccounts.accountId })
    .from(listAccounts)
    .where(and(eq(listAccounts.listId, given('listId')), inList(listAccounts.accountId, given('ids')))),
)
const keptOut = statement<{ accountId: number; ids: Ids }, { id: number }[]>('lists.exclusiveMembers', (db) =>
  db
    .select({ id: listAccounts.accountId })
    .from(listAccounts)
    .innerJoin(lists, eq(lists.id, listAccounts.listId))
    .where(and(inList(listAccounts.accountId, given('ids')), eq(lists.accountId, me), sql`${lists.exclusive}`)),
)
type Crowd = { accounts: Ids; ids: Ids }
const keptOutOfMany = statement<Crowd, { ownerId: number; id: number }[]>('lists.exclusiveOfCrowd', (db) =>
  db
    .select({ ownerId: lists.accountId, id: listAccounts.accountId })
    .from(listAccounts)
    .innerJoin(lists, eq(lists.id, listAccounts.listId))
    .where(and(inList(listAccounts.accountId, given('ids')), inList(lists.accountId, given('accounts')), sql`${lists.exclusive}`)),
)
const among = statement<{ lists: Ids; ids: Ids }, ListMember[]>('lists.membersOfMany', (db) =>
  db
    .select({ listId: lists.id, ownerId: lists.accountId, replies: lists.repliesPolicy, id: listAccounts.accountId })
    .from(listAccounts)
    .innerJoin(lists, eq(lists.id, listAccounts.listId))
    .where(and(inList(listAccounts.listId, given('lists')), inList(listAccounts.accountId, given('ids')))),
)
const followRows = statement<{ accountId: number; ids: Ids }, { id: number; targetId: number }[]>('lists.follows', (db) =>
  lockRow(
    db
      .select({ id: follows.id, targetId: follows.targetId })
      .from(follows)
      .where(and(eq(follows.accountId, me), inList(follows.targetId, given('ids')))),
  ),
)

const setOf = (rows: { id: number }[]) => new Set(rows.map((row) => row.id))

/** All lists of an account, the oldest first. */
export const listsOf = async (db: Db, accountId: number): Promise<List[]> => await ofAccount(db, { accountId })

/** One list of its owner; undefined for an absent one and for anybody else's. */
export const ownListRow = async (db: Db, accountId: number, id: number): Promise<List | undefined> => (await own(db, { accountId, id }))[0]

/** The lists of an account that a member is on, the oldest first. */
export const listsWith = async (db: Db, accountId: number, memberId: number): Promise<List[]> => await holding(db, { accountId, memberId })

/** Members by their ids, descending, both bounds excluded. */
export const memberIds = async (db: Db, listId: number, cut: { above: number; below: number; limit: number }): Promise<number[]> =>
  (await membersPage(db, { listId, ...cut })).map((row) => row.id)

/** Those of the accounts that are on the list. */
export const membersAmong = async (db: Db, listId: number, ids: Ids): Promise<Set<number>> =>
  ids.length === 0 ? new Set() : setOf(await amongMembers(db, { listId, ids }))

/** Those of the accounts that are on an exclusive list of this account. */
export const exclusiveAmong = async (db: Db, accountId: number, ids: Ids): Promise<Set<number>> =>
  ids.length === 0 ? new Set() : setOf(await keptOut(db, { accountId, ids }))

/** Which of these members are on an exclusive list of which of these owners. */
export const exclusiveOfMany = async (db: Db, ownerIds: Ids, memberIds: Ids): Promise<{ ownerId: number; id: number }[]> =>
  ownerIds.length === 0 || memberIds.length === 0 ? [] : await keptOutOfMany(db, { accounts: ownerIds, ids: memberIds })

/** Which of these accounts are on which of these lists. */
export const membersOfMany = async (db: Db, listIds: Ids, accountIds: Ids): Promise<ListMember[]> =>
  listIds.length === 0 || accountIds.length === 0 ? [] : await among(db, { lists: listIds, ids: accountIds })

/** The follows by which an account follows these others, locked: target and id. */
export const lockFollows = async (db: Db, accountId: number, ids: Ids): Promise<Map<number, number>> =>
  new Map((await followRows(db, { accountId, ids })).map((row) => [row.targetId, row.id]))

/** How many lists an account has. */
export async function countLists(db: Db, accountId: number): Promise<number> {
  const [row] = await db.select({ n: count() }).from(lists).where(eq(lists.accountId, accountId))
  return row?.n ?? 0
}

/** Adds a list. */
export async function insertList(db: Db, row: List): Promise<void> {
  await db.insert(lists).values(row)
}

/** Changes a list. */
export async function updateList(db: Db, id: number, change: Partial<Pick<List, 'title' | 'repliesPolicy' | 'exclusive'>>): Promise<void> {
  if (Object.keys(change).length > 0) await db.update(lists).set(change).where(eq(lists.id, id))
}

/** Removes a list with its memberships. */
export async function deleteListRow(db: Db, id: number): Promise<void> {
  await db.delete(lists).where(eq(lists.id, id))
}

/** Puts an account on a list; false when it is there already. */
export const insertMember = async (db: Db, row: typeof listAccounts.$inferInsert): Promise<boolean> =>
  (await db.insert(listAccounts).values(row).onConflictDoNothing().returning({ id: listAccounts.accountId })).length === 1

/** Takes accounts off a list. */
export async function deleteMembers(db: Db, listId: number, ids: Ids): Promise<void> {
  for (const accountId of ids)
    await db.delete(listAccounts).where(and(eq(listAccounts.listId, listId), eq(listAccounts.accountId, accountId)))
}
