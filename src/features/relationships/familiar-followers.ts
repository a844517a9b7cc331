import type { Viewer } from '#base/viewer.ts'
import { accountJson, loadAccounts } from '#features/accounts/accounts.json.ts'
import type { Site } from '#platform/site.ts'
import { familiarPairs } from './familiar-followers.queries.ts'

/** For each account that there is: who of those whom the viewer follows follows it; nobody where it hides its followers. Three queries. */
export async function showFamiliarFollowers(site: Site, viewer: Pick<Viewer, 'accountId'>, ids: readonly number[]) {
  const db = site.store.read
  const known = await loadAccounts(db, ids)
  const open = [...known.values()].filter(({ account }) => !account.hideCollections && account.suspendedAt === null)
  const pairs = await familiarPairs(
    db,
    viewer.accountId,
    open.map(({ account }) => account.id),
  )
  const loaded = await loadAccounts(
    db,
    pairs.map((pair) => pair.accountId),
  )
  const shown = new Map([...loaded].map(([id, parts]) => [id, accountJson(site, parts)]))
  return ids
    .filter((id) => known.has(id))
    .map((id) => ({
      id: String(id),
      accounts: pairs.filter((pair) => pair.targetId === id).flatMap((pair) => shown.get(pair.accountId) ?? []),
    }))
}
