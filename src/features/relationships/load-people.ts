import type { Viewer } from '#base/viewer.ts'
import type { Db } from '#db/store.ts'
import { type AccountParts, loadAccounts } from '#features/accounts/accounts.json.ts'
import { loadRelationships, type RelationshipParts } from './relationships.json.ts'

/** An account as somebody meets it in a list. */
export interface Acquaintance {
  parts: AccountParts
  /** Undefined for the viewer's own. */
  between: RelationshipParts | undefined
}

/** Accounts with what stands between each and the viewer, in the order of the ids; the suspended and those that are not there are left out. */
export async function loadPeople(db: Db, viewer: Pick<Viewer, 'accountId'>, ids: readonly number[]): Promise<Acquaintance[]> {
  const accounts = await loadAccounts(db, ids)
  const others = ids.filter((id) => id !== viewer.accountId && accounts.has(id))
  const between = await loadRelationships(db, viewer.accountId, others)
  return ids.flatMap((id) => {
    const parts = accounts.get(id)
    return parts && parts.account.suspendedAt === null ? [{ parts, between: between.get(id) }] : []
  })
}
