import type { Viewer } from '#base/viewer.ts'
import { type PersonView, personView } from '#features/accounts/accounts.html.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import type { Site } from '#platform/site.ts'

/** What the frame of every page shows of the person who looks: `@me`. One query. */
export async function loadMe(site: Site, viewer: Viewer): Promise<PersonView> {
  const parts = (await loadAccounts(site.store.read, [viewer.accountId])).get(viewer.accountId)
  if (!parts) throw new Error(`person ${viewer.personId} has no account`)
  return personView(parts)
}
