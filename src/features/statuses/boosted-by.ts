import type { Page } from '#base/paging.ts'
import type { Viewer } from '#base/viewer.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import type { Site } from '#platform/site.ts'
import { boostIdsOf } from './boosts.queries.ts'
import type { People } from './favourited-by.ts'
import { judge } from './judge.ts'
import { showMeant } from './show.ts'
import { canSee } from './statuses.policy.ts'

/**
 * Who has passed a post on, the newest boost first: those whose boost the viewer may see, without those whom the viewer has muted or blocked
 * unless it is the viewer's own post. Throws 404 for a hidden post.
 */
export async function boostedBy(site: Site, viewer: Viewer, id: number, page: Page): Promise<People> {
  const db = site.store.read
  const { status, flags } = await showMeant(site, viewer, id)
  const ids = await boostIdsOf(db, status.id, page)
  const seen = (await judge(site, db, viewer, ids)).filter(
    (boost) => canSee(viewer, boost.status, boost.facts) && (flags.mine || !boost.facts.avoided),
  )
  const accounts = await loadAccounts(
    db,
    seen.map((boost) => boost.status.accountId),
  )
  const people = seen.flatMap(({ status: { id: row, accountId } }) => {
    const parts = accounts.get(accountId)
    return parts ? [{ row, parts }] : []
  })
  return { rows: ids.map((one) => ({ id: one })), people }
}
