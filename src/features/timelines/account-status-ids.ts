import { notFound } from '#base/errors.ts'
import type { Page } from '#base/paging.ts'
import { foldHashtag } from '#base/text/fold-hashtag.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { judge } from '#features/statuses/judge.ts'
import { pinnedIds } from '#features/statuses/marks.queries.ts'
import { canList, type Looker } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import { accountStatusIdsIn } from './account-status-ids.queries.ts'
import { fillPage } from './fill-page.ts'

/** Which of an account's statuses are wanted. */
export interface AccountWish {
  withoutReplies?: boolean
  withoutBoosts?: boolean
  withoutNamed?: boolean
  onlyMedia?: boolean
  /** Only those that the account has pinned. */
  pinned?: boolean
  /** A hashtag as typed. */
  tagged?: string
}

/**
 * Ids of one page of an account's statuses, newest first and the pinned in the order of their pins: those that may stand in a list of the
 * viewer. Throws 404 for an absent account.
 */
export async function accountStatusIds(
  site: Site,
  viewer: Looker,
  accountId: number,
  page: Page,
  wish: AccountWish = {},
): Promise<number[]> {
  const db = site.store.read
  if (!(await loadAccounts(db, [accountId])).has(accountId)) throw notFound('account')
  const filter = {
    withoutReplies: wish.withoutReplies ?? false,
    withoutBoosts: wish.withoutBoosts ?? false,
    withoutNamed: wish.withoutNamed ?? false,
    onlyMedia: wish.onlyMedia ?? false,
    onlyPinned: wish.pinned ?? false,
    tag: wish.tagged === undefined ? null : foldHashtag(wish.tagged),
  }
  const ids = await fillPage(
    page,
    async (cut) => await accountStatusIdsIn(db, accountId, filter, cut),
    async (ids) => (await judge(site, db, viewer, ids)).filter((j) => canList(viewer, j.status, j.facts)).map((j) => j.status.id),
  )
  if (!wish.pinned) return ids
  const pinned = await pinnedIds(db, accountId)
  return ids.sort((a, b) => pinned.indexOf(a) - pinned.indexOf(b))
}
