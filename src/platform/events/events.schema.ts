import { sql } from '#db/drizzle.ts'
import { chosenDialect } from '#db/dialect.ts'
import { kit } from '#db/kit.ts'

const { table, sequence, ref, str, ms, json, index } = kit

// PostgreSQL gives ids out at insert and not at commit, so the order of events is that of their transactions.
const byTransaction = chosenDialect() === 'postgres'

/** What happened in the last ten minutes; every process tails it. Rows hold ids only. */
export const events = table(
  'events',
  {
    id: sequence(),
    xid: ref()
      .notNull()
      .default(byTransaction ? sql`(pg_current_xact_id()::text::bigint)` : sql`0`),
    name: str().notNull(),
    data: json<unknown>().notNull(),
    at: ms().notNull(),
  },
  (t) => (byTransaction ? [index('events_position').on(t.xid, t.id)] : []),
)
