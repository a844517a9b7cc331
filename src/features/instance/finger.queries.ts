import { and, eq, isNull, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'

/** What WebFinger says of an account. */
export interface Fingered {
  id: number
  username: string
  domain: string | null
  suspendedAt: number | null
}

const columns = { id: accounts.id, username: accounts.username, domain: accounts.domain, suspendedAt: accounts.suspendedAt }

const byName = statement<{ name: string }, Fingered[]>('finger.byName', (db) =>
  db
    .select(columns)
    .from(accounts)
    .where(and(eq(sql`lower(${accounts.username})`, sql.placeholder('name')), isNull(accounts.domain))),
)
const byId = statement<{ id: number }, Fingered[]>('finger.byId', (db) =>
  db
    .select(columns)
    .from(accounts)
    .where(and(eq(accounts.id, sql.placeholder('id')), isNull(accounts.domain))),
)

/** The account of this server with this name, whatever its case. One query. */
export const localByName = async (db: Db, name: string): Promise<Fingered | undefined> =>
  (await byName(db, { name: name.toLowerCase() }))[0]

/** The account of this server with this id. */
export const localById = async (db: Db, id: number): Promise<Fingered | undefined> => (await byId(db, { id }))[0]
