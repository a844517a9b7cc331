import type { Column, Placeholder, SQL, Table } from 'drizzle-orm'
import type { Db } from './db.ts'
import { chosenDialect } from './dialect.ts'
import { and, asc, desc, gt, lt, sql } from './drizzle.ts'

/**
 * A table read by one index; SQLite takes bounds on the id for a reason to walk the table instead. PostgreSQL has no such words, there the
 * planner finds it.
 */
export const readBy = (table: Table, index: string): SQL =>
  chosenDialect() === 'sqlite' ? sql`${table} indexed by ${sql.raw(index)}` : sql`${table}`

/** The values of a list parameter as rows of one column. */
export const rowsOf = (list: Placeholder): SQL =>
  chosenDialect() === 'sqlite'
    ? sql`select value from json_each(${sql.param(list, { mapToDriverValue: (values: unknown) => JSON.stringify(values) })})`
    : sql`select unnest(${sql.param(list, { mapToDriverValue: (values: unknown) => values })}::bigint[])`

/** Which rows of many groups are wanted, and the index (group, id) that yields them. */
export interface Groups {
  table: Table
  index: string
  group: Column
  id: Column
  /** A select of one column: the groups. */
  among: SQL
  /** What else a row must be. */
  where?: SQL
}

/** Where rows are taken from: ids between the two placeholders `above` and `below`, both excluded, so many as `limit` says. */
export const cut = { above: sql.placeholder('above'), below: sql.placeholder('below'), limit: sql.placeholder('limit') }

/**
 * Ids of the newest rows (`up`: the oldest) of many groups together, by one index (group, id): its cost grows with the number of groups and
 * not with that of rows. A row that stands in two groups comes twice; taking doubles out here would read all rows of all groups.
 *
 * SQLite seeks once for each group and leaves its range at the first id that is too far. PostgreSQL plans that form as a scan when there are
 * few groups (26 ms), so there the newest of each group are taken and merged.
 */
export function newestOf(db: Db, { table, index, group, id, among, where }: Groups, up: boolean) {
  const within = and(gt(id, cut.above), lt(id, cut.below), where)
  const order = (column: Column | SQL) => (up ? asc(column) : desc(column))
  if (chosenDialect() === 'sqlite')
    return db
      .select({ id: sql<number>`${id}`.mapWith(Number) })
      .from(readBy(table, index))
      .where(and(sql`${group} in (${among})`, within))
      .orderBy(order(id))
      .limit(cut.limit)
  const each = sql`select ${id} as id from ${table} where ${group} = one.one and ${within} order by ${order(id)} limit ${cut.limit}`
  return db
    .select({ id: sql<number>`each_one.id`.mapWith(Number) })
    .from(sql`(${among}) one(one) cross join lateral (${each}) each_one`)
    .orderBy(order(sql`each_one.id`))
    .limit(cut.limit)
}
