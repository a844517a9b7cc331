import { and, asc, count, eq, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type Filter, type FilterKeyword, filterKeywords, filters, type FilterStatus, filterStatuses } from './filters.schema.ts'

type Ids = readonly number[]
const given = sql.placeholder

/** A keyword or a post of an active filter: one of both is null. */
export interface ActiveRow {
  filter: Filter
  keyword: string | null
  wholeWord: boolean | null
  statusId: number | null
}

// One query for a page: keywords of all active filters, and those of the page's posts that stand under one.
const activeOf = (db: Db, whose: ReturnType<typeof eq>) =>
  db
    .select({
      filter: filters,
      keyword: filterKeywords.keyword,
      wholeWord: filterKeywords.wholeWord,
      statusId: filterStatuses.statusId,
    })
    .from(filters)
    .leftJoin(filterKeywords, eq(filterKeywords.filterId, filters.id))
    .leftJoin(filterStatuses, and(eq(filterStatuses.filterId, filters.id), inList(filterStatuses.statusId, given('ids'))))
    .where(and(whose, sql`(${filters.expiresAt} is null or ${filters.expiresAt} > ${given('now')})`))
    .orderBy(asc(filters.id), asc(filterKeywords.id))
const active = statement<{ accountId: number; now: number; ids: Ids }, ActiveRow[]>('filters.active', (db) =>
  activeOf(db, eq(filters.accountId, given('accountId'))),
)
const activeOfMany = statement<{ accounts: Ids; now: number; ids: Ids }, ActiveRow[]>('filters.activeOfCrowd', (db) =>
  activeOf(db, inList(filters.accountId, given('accounts'))),
)

const ofAccount = statement<{ accountId: number }, Filter[]>('filters.ofAccount', (db) =>
  db
    .select()
    .from(filters)
    .where(eq(filters.accountId, given('accountId')))
    .orderBy(asc(filters.id)),
)
const keywordsOf = statement<{ ids: Ids }, FilterKeyword[]>('filters.keywords', (db) =>
  db
    .select()
    .from(filterKeywords)
    .where(inList(filterKeywords.filterId, given('ids')))
    .orderBy(asc(filterKeywords.id)),
)
const statusesOf = statement<{ ids: Ids }, FilterStatus[]>('filters.statuses', (db) =>
  db
    .select()
    .from(filterStatuses)
    .where(inList(filterStatuses.filterId, given('ids')))
    .orderBy(asc(filterStatuses.id)),
)

/** What the active filters of an account consist of; of the posts under them only those of `statusIds`. One query, none for no post. */
export const activeRows = async (db: Db, accountId: number, statusIds: Ids, now: number): Promise<ActiveRow[]> =>
  statusIds.length === 0 ? [] : await active(db, { accountId, now, ids: statusIds })

/** The same of many accounts; a row's filter says whose it is. */
export const activeRowsOfMany = async (db: Db, accountIds: Ids, statusIds: Ids, now: number): Promise<ActiveRow[]> =>
  accountIds.length === 0 || statusIds.length === 0 ? [] : await activeOfMany(db, { accounts: accountIds, now, ids: statusIds })

/** All filters of an account, the oldest first. */
export const filtersOf = async (db: Db, accountId: number): Promise<Filter[]> => await ofAccount(db, { accountId })

/** The keywords of these filters, the oldest first. */
export const keywordsOfFilters = async (db: Db, ids: Ids): Promise<FilterKeyword[]> =>
  ids.length === 0 ? [] : await keywordsOf(db, { ids })

/** The posts under these filters, the oldest first. */
export const statusesOfFilters = async (db: Db, ids: Ids): Promise<FilterStatus[]> =>
  ids.length === 0 ? [] : await statusesOf(db, { ids })

/** One filter of its owner; undefined for an absent one and for anybody else's. */
export const ownFilterRow = async (db: Db, accountId: number, id: number): Promise<Filter | undefined> =>
  (
    await db
      .select()
      .from(filters)
      .where(and(eq(filters.id, id), eq(filters.accountId, accountId)))
  )[0]

/** One keyword with its filter, if both are this account's. */
export const ownKeywordRow = async (
  db: Db,
  accountId: number,
  id: number,
): Promise<{ keyword: FilterKeyword; filter: Filter } | undefined> =>
  (
    await db
      .select({ keyword: filterKeywords, filter: filters })
      .from(filterKeywords)
      .innerJoin(filters, eq(filters.id, filterKeywords.filterId))
      .where(and(eq(filterKeywords.id, id), eq(filters.accountId, accountId)))
  )[0]

/** One post under a filter, if the filter is this account's. */
export const ownFilterStatusRow = async (db: Db, accountId: number, id: number): Promise<FilterStatus | undefined> =>
  (
    await db
      .select({ id: filterStatuses.id, filterId: filterStatuses.filterId, statusId: filterStatuses.statusId })
      .from(filterStatuses)
      .innerJoin(filters, eq(filters.id, filterStatuses.filterId))
      .where(and(eq(filterStatuses.id, id), eq(filters.accountId, accountId)))
  )[0]

/** How many keywords the filters of an account have in all. */
export async function countKeywords(db: Db, accountId: number): Promise<number> {
  const rows = await db
    .select({ n: count() })
    .from(filterKeywords)
    .innerJoin(filters, eq(filters.id, filterKeywords.filterId))
    .where(eq(filters.accountId, accountId))
  return rows[0]?.n ?? 0
}

/** Adds a filter. */
export async function insertFilter(db: Db, row: Filter): Promise<void> {
  await db.insert(filters).values(row)
}

/** Changes a filter. */
export async function updateFilter(db: Db, id: number, change: Partial<Omit<Filter, 'id' | 'accountId' | 'createdAt'>>): Promise<void> {
  if (Object.keys(change).length > 0) await db.update(filters).set(change).where(eq(filters.id, id))
}

/** Removes a filter with all that is in it. */
export async function deleteFilterRow(db: Db, id: number): Promise<void> {
  await db.delete(filters).where(eq(filters.id, id))
}

/** Adds a keyword. */
export async function insertKeyword(db: Db, row: FilterKeyword): Promise<void> {
  await db.insert(filterKeywords).values(row)
}

/** Changes a keyword. */
export async function updateKeyword(db: Db, id: number, change: Partial<Pick<FilterKeyword, 'keyword' | 'wholeWord'>>): Promise<void> {
  if (Object.keys(change).length > 0) await db.update(filterKeywords).set(change).where(eq(filterKeywords.id, id))
}

/** Removes a keyword. */
export async function deleteKeywordRow(db: Db, id: number): Promise<void> {
  await db.delete(filterKeywords).where(eq(filterKeywords.id, id))
}

/** Puts a post under a filter; false when it is there already. */
export const insertFilterStatus = async (db: Db, row: FilterStatus): Promise<boolean> =>
  (await db.insert(filterStatuses).values(row).onConflictDoNothing().returning({ id: filterStatuses.id })).length === 1

/** Takes a post out from under a filter. */
export async function deleteFilterStatusRow(db: Db, id: number): Promise<void> {
  await db.delete(filterStatuses).where(eq(filterStatuses.id, id))
}
