import type { Page } from '#base/paging.ts'
import type { ListCut } from './account-lists.queries.ts'

/** A page of a list that knows `max_id` and `since_id` only, as Mastodon's lists of accounts do. */
export const listCut = ({ limit, maxId, sinceId }: Page): ListCut => ({
  limit,
  above: sinceId ?? 0,
  below: maxId ?? Number.MAX_SAFE_INTEGER,
})
