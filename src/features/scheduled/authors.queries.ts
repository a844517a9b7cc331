import type { Viewer } from '#base/viewer.ts'
import { and, eq, isNull } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { people } from '#features/people/people.schema.ts'

/** The person behind an account, as long as they may post: neither the account suspended nor the person gone. */
export const authorOf = async (db: Db, accountId: number): Promise<Viewer | undefined> =>
  (
    await db
      .select({ personId: people.id, accountId: accounts.id, role: people.role, locale: people.locale, timeZone: people.timeZone })
      .from(accounts)
      .innerJoin(people, eq(people.id, accounts.personId))
      .where(and(eq(accounts.id, accountId), isNull(accounts.suspendedAt), eq(people.state, 'active')))
  )[0]
