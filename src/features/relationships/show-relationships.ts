import type { Viewer } from '#base/viewer.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import type { Site } from '#platform/site.ts'
import { loadRelationships, relationshipJson } from './relationships.json.ts'

/** The viewer's relationships with those of `ids` that are accounts, suspended ones only when asked for. Eight queries for any number. */
export async function showRelationships(site: Site, viewer: Viewer, ids: readonly number[], withSuspended: boolean) {
  const known = await loadAccounts(site.store.read, ids)
  const wanted = ids.filter((id) => {
    const parts = known.get(id)
    return parts && (withSuspended || parts.account.suspendedAt === null)
  })
  const loaded = await loadRelationships(site.store.read, viewer.accountId, wanted)
  return [...loaded.values()].map((parts) => relationshipJson(site, parts))
}

/** The viewer's relationship with one account that is known to be there. */
export async function showRelationship(site: Site, viewer: Viewer, id: number) {
  const [parts] = (await loadRelationships(site.store.read, viewer.accountId, [id])).values()
  if (!parts) throw new Error(`no relationship was loaded for account ${id}`)
  return relationshipJson(site, parts)
}
