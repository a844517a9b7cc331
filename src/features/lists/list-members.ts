import type { Page } from '#base/paging.ts'
import type { Viewer } from '#base/viewer.ts'
import { accountJson, loadAccounts } from '#features/accounts/accounts.json.ts'
import type { Site } from '#platform/site.ts'
import { memberIds } from './lists.queries.ts'
import { ownList } from './own-list.ts'

/** No list holds more: it is a choice of people that one follows. */
const all = 100_000

/** One page of who is on a list of the viewer's, by descending id of account; limit 0 = everybody. Throws 404 for anybody else's. */
export async function listMembers(site: Site, viewer: Pick<Viewer, 'accountId'>, listId: number, page: Page) {
  const db = site.store.read
  await ownList(db, viewer, listId)
  const cut = { above: page.sinceId ?? 0, below: page.maxId ?? Number.MAX_SAFE_INTEGER, limit: page.limit || all }
  const ids = await memberIds(db, listId, cut)
  const parts = await loadAccounts(db, ids)
  return ids.flatMap((id) => {
    const one = parts.get(id)
    return one ? [{ id, json: accountJson(site, one) }] : []
  })
}
