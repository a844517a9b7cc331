import { iso, isoDate } from '#base/clock.ts'
import type { Role } from '#base/viewer.ts'
import { eq, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { people } from '#features/people/people.schema.ts'
import type { Site } from '#platform/site.ts'
import { type Account, accounts } from './accounts.schema.ts'

/** An account with what its wire form and its pages need besides its row. */
export interface AccountParts {
  account: Account
  /** Null for the company account and for accounts of other servers. */
  person: { id: number; role: Role; state: 'active' | 'deactivated'; department: string | null; title: string | null } | null
}
