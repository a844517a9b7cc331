import { and, count, eq, isNull, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import type { Placeholder } from 'drizzle-orm'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { people } from '#features/people/people.schema.ts'

export interface Usage {
  people: number
  statuses: number
  /** People who signed in or posted since `since`. */
  active: number
  /** The same since `longSince`. */
  activeLong: number
}

const since = sql.placeholder('since')
const longSince = sql.placeholder('longSince')
const activeSince = (when: Placeholder) =>
  sql<number>`coalesce(sum(case when ${people.signedInAt} >= ${when} or ${accounts.lastStatusAt} >= ${when} then 1 else 0 end), 0)`.mapWith(
    Number,
  )
const usage = statement<{ since: number; longSince: number }, Usage[]>('instance.usage', (db) =>
  db
    .select({
      people: count(people.id).mapWith(Number),
      statuses: sql<number>`coalesce(sum(${accounts.statusesCount}), 0)`.mapWith(Number),
      active: activeSince(since),
      activeLong: activeSince(longSince),
    })
    .from(accounts)
    .leftJoin(people, and(eq(people.id, accounts.personId), eq(people.state, 'active')))
    .where(and(isNull(accounts.domain), isNull(accounts.suspendedAt))),
)

/** Numbers of this server. Reads every local account once: ask it rarely. */
export async function loadUsage(db: Db, sinceMs: number, longSinceMs = sinceMs): Promise<Usage> {
  const [row] = await usage(db, { since: sinceMs, longSince: longSinceMs })
  return row ?? { people: 0, statuses: 0, active: 0, activeLong: 0 }
}
