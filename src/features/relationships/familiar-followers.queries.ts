import { and, asc, eq, isNull, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { kit } from '#db/kit.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import type { Pair } from './follows.queries.ts'
import { follows } from './relationships.schema.ts'

const mine = kit.alias(follows, 'mine')
const ids = sql.placeholder('ids')

const shared = statement<{ me: number; ids: readonly number[] }, Pair[]>('follows.familiar', (db) =>
  db
    .select({ accountId: follows.accountId, targetId: follows.targetId })
    .from(follows)
    .innerJoin(mine, and(eq(mine.accountId, sql.placeholder('me')), eq(mine.targetId, follows.accountId)))
    .innerJoin(accounts, and(eq(accounts.id, follows.accountId), isNull(accounts.suspendedAt)))
    .where(inList(follows.targetId, ids))
    .orderBy(asc(follows.id)),
)

/** Who of those whom the account follows follows which of `targets`. */
export const familiarPairs = async (db: Db, accountId: number, targets: readonly number[]): Promise<Pair[]> =>
  targets.length === 0 ? [] : await shared(db, { me: accountId, ids: targets })
