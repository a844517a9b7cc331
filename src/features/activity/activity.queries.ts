import { and, eq, gte, isNull, sql } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import { idAt } from '#base/ids.ts'
import { audit } from '#features/audit/audit.schema.ts'
import { people } from '#features/people/people.schema.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import type { Column } from 'drizzle-orm'

const week = 7 * 86_400_000

/** How many of something in the weeks since a moment, by the number of the week. */
type Weekly = ReadonlyMap<number, number>

// Cast, since SQLite is handed every number as a real one.
const weekOf = (column: Column, since: number) =>
  sql<number>`cast((${column} - ${since}) / ${sql.raw(String(week))} as integer)`.mapWith(Number)
const weekly = (rows: readonly { week: number; n: number }[]): Weekly => new Map(rows.map((row) => [row.week, row.n]))

/** Posts, boosts left out. */
export async function postsByWeek(db: Db, since: number): Promise<Weekly> {
  const at = weekOf(statuses.createdAt, since)
  const n = sql<number>`count(*)`.mapWith(Number)
  // By the id, which is the key and in the order of time.
  const where = and(gte(statuses.id, idAt(since)), gte(statuses.createdAt, since), isNull(statuses.boostOfId))
  return weekly(
    await db
      .select({ week: at, n })
      .from(statuses)
      .where(where)
      .groupBy(sql`1`),
  )
}

/** People who signed in. */
export async function arrivalsByWeek(db: Db, since: number): Promise<Weekly> {
  const at = weekOf(audit.at, since)
  const n = sql<number>`count(distinct ${audit.actor})`.mapWith(Number)
  const where = and(gte(audit.at, since), eq(audit.action, 'signin.ok'))
  return weekly(
    await db
      .select({ week: at, n })
      .from(audit)
      .where(where)
      .groupBy(sql`1`),
  )
}

/** People who are new. */
export async function newcomersByWeek(db: Db, since: number): Promise<Weekly> {
  const at = weekOf(people.createdAt, since)
  const n = sql<number>`count(*)`.mapWith(Number)
  return weekly(
    await db
      .select({ week: at, n })
      .from(people)
      .where(gte(people.createdAt, since))
      .groupBy(sql`1`),
  )
}
