import { notFound } from '#base/errors.ts'
import type { Page } from '#base/paging.ts'
import type { Viewer } from '#base/viewer.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import type { Site } from '#platform/site.ts'
import { endorsementRows, type JoiningRow } from './account-lists.queries.ts'
import { listCut } from './list-cut.ts'
import { blocksBetween } from './relationships.queries.ts'

/** Whom an account recommends. Empty when it is suspended, shows nobody or blocks the viewer. Throws 404 for an absent account. */
export async function listEndorsed(site: Site, viewer: Pick<Viewer, 'accountId'>, accountId: number, page: Page): Promise<JoiningRow[]> {
  const db = site.store.read
  const account = (await loadAccounts(db, [accountId])).get(accountId)?.account
  if (!account) throw notFound('account')
  if (account.suspendedAt !== null) return []
  const block = await blocksBetween(db, viewer.accountId, [accountId])
  if (block.blockedBy.has(accountId)) return []
  return await endorsementRows(db, accountId, listCut(page))
}
