import type { Page } from '#base/paging.ts'
import type { Viewer } from '#base/viewer.ts'
import { type AccountParts, loadAccounts } from '#features/accounts/accounts.json.ts'
import { blocksBetween, mutedAmong } from '#features/relationships/relationships.queries.ts'
import type { Site } from '#platform/site.ts'
import { favouritesOf } from './marks.queries.ts'
import { showMeant } from './show.ts'

/** One page of people who did something with a post: the rows by whose ids it is paged, and those who may be shown, each with its row's id. */
export interface People {
  rows: { id: number }[]
  people: { row: number; parts: AccountParts }[]
}

/**
 * Who likes a post, the newest favourite first. The suspended are left out, and for others than the author all whom a block or a mute parts
 * from the viewer. Throws 404 for a hidden post.
 */
export async function favouritedBy(site: Site, viewer: Viewer, id: number, page: Page): Promise<People> {
  const db = site.store.read
  const { status, flags } = await showMeant(site, viewer, id)
  const rows = await favouritesOf(db, status.id, page)
  const ids = rows.map((row) => row.accountId)
  const { blocking, blockedBy } = await blocksBetween(db, viewer.accountId, ids)
  const muted = await mutedAmong(db, viewer.accountId, ids, site.clock.now())
  const apart = (accountId: number) => blocking.has(accountId) || blockedBy.has(accountId) || muted.has(accountId)
  const shown = rows.filter(({ accountId }) => flags.mine || !apart(accountId))
  const accounts = await loadAccounts(
    db,
    shown.map((row) => row.accountId),
  )
  const people = shown.flatMap((row) => {
    const parts = accounts.get(row.accountId)
    return parts && parts.account.suspendedAt === null ? [{ row: row.id, parts }] : []
  })
  return { rows, people }
}
