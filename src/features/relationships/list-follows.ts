import { notFound } from '#base/errors.ts'
import type { Page } from '#base/paging.ts'
import type { Viewer } from '#base/viewer.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import type { Site } from '#platform/site.ts'
import { followRows, type JoiningRow, type Side } from './account-lists.queries.ts'
import { listCut } from './list-cut.ts'
import { blocksBetween } from './relationships.queries.ts'

/**
 * One page of an account's followers or of those whom it follows. Empty for others when the account hides it, is suspended or blocks them.
 * Throws 404 for an absent account.
 */
export async function listFollows(
  site: Site,
  viewer: Pick<Viewer, 'accountId'>,
  accountId: number,
  side: Side,
  page: Page,
): Promise<JoiningRow[]> {
  const db = site.store.read
  const account = (await loadAccounts(db, [accountId])).get(accountId)?.account
  if (!account) throw notFound('account')
  const own = accountId === viewer.accountId
  if (account.suspendedAt !== null || (account.hideCollections && !own)) return []
  const block = own ? undefined : await blocksBetween(db, viewer.accountId, [accountId])
  if (block?.blockedBy.has(accountId)) return []
  return await followRows(db, side, { owner: accountId, viewer: own ? 0 : viewer.accountId, now: site.clock.now(), ...listCut(page) })
}
