import { and, count, eq, isNull, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { people } from '#features/people/people.schema.ts'

export interface Usage {
  people: number
  statuses: number
  /** People who signed in or posted since `since`. */
  active: number
}

const since = sql.placeholder('since')
const usage = statement<{ since: number }, Usage[]>('instance.usage', (db) =>
  db
    .select({
      people: count(people.id).mapWith(Number),
      statuses: sql<number>`coalesce(sum(${accounts.statusesCount}), 0)`.mapWith(Number),
      active:
        sql<number>`coalesce(sum(case when ${people.signedInAt} >= ${since} or ${accounts.lastStatusAt} >= ${since} then 1 else 0 end), 0)`.mapWith(
          Number,
        ),
    })
    .from(accounts)
    .leftJoin(people, and(eq(people.id, accounts.personId), eq(people.state, 'active')))
    .where(and(isNull(accounts.domain), isNull(accounts.suspendedAt))),
)

/** Numbers of this server. Reads every local account once: ask it rarely. */
export async function loadUsage(db: Db, sinceMs: number): Promise<Usage> {
  const [row] = await usage(db, { since: sinceMs })
  return row ?? { people: 0, statuses: 0, active: 0 }
}
