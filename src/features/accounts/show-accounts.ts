import type { Site } from '#platform/site.ts'
import { type AccountJson, accountJson, loadAccounts } from './accounts.json.ts'

/** Public forms of accounts in the order of their ids; those that are not there are left out. One query. */
export async function showAccounts(site: Site, ids: readonly number[]): Promise<AccountJson[]> {
  const loaded = await loadAccounts(site.store.read, ids)
  return ids.flatMap((id) => {
    const parts = loaded.get(id)
    return parts ? [accountJson(site, parts)] : []
  })
}
