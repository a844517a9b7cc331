import { notFound } from '#base/errors.ts'
import type { Db } from '#db/store.ts'
import { lockAccounts } from '#features/accounts/accounts.queries.ts'
import type { Account } from '#features/accounts/accounts.schema.ts'
import type { Pair } from './follows.queries.ts'

/** Locks both accounts of a pair, always in ascending order, and answers the target. Throws 404 when it is absent. */
export async function lockPair(db: Db, { accountId, targetId }: Pair): Promise<Account> {
  const target = (await lockAccounts(db, [accountId, targetId])).find((account) => account.id === targetId)
  if (!target) throw notFound('account')
  return target
}
