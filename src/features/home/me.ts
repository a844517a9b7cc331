import type { Viewer } from '#base/viewer.ts'
import { type PersonView, personView } from '#features/accounts/accounts.html.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import type { Site } from '#platform/site.ts'
import { type Counts, loadCounts } from './counts.ts'

/** The person who looks, what waits for them, and since when (position of the events) the page is to hear of more. */
export interface Me extends PersonView {
  counts: Counts
  since: string
}

/** What the frame of every page shows of the person who looks: `@me`. */
export async function loadMe(site: Site, viewer: Viewer): Promise<Me> {
  const since = site.events.position()
  const parts = (await loadAccounts(site.store.read, [viewer.accountId])).get(viewer.accountId)
  if (!parts) throw new Error(`person ${viewer.personId} has no account`)
  return { ...personView(parts), counts: await loadCounts(site, viewer), since }
}
