import { iso } from '#base/clock.ts'
import type { Db } from '#db/store.ts'
import { keywordsOfFilters, statusesOfFilters } from './filters.queries.ts'
import type { Filter, FilterKeyword, FilterStatus } from './filters.schema.ts'
import type { FilterMatch } from './match-filters.ts'

/** A filter with all that is in it. */
export interface FilterParts {
  filter: Filter
  keywords: readonly FilterKeyword[]
  statuses: readonly FilterStatus[]
}

/** What is in these filters, in their order. Two queries for any number. */
export async function loadFilterParts(db: Db, list: readonly Filter[]): Promise<FilterParts[]> {
  const ids = list.map((filter) => filter.id)
  const keywords = Map.groupBy(await keywordsOfFilters(db, ids), (row) => row.filterId)
  const statuses = Map.groupBy(await statusesOfFilters(db, ids), (row) => row.filterId)
  return list.map((filter) => ({ filter, keywords: keywords.get(filter.id) ?? [], statuses: statuses.get(filter.id) ?? [] }))
}

const bareJson = ({ id, title, contexts, expiresAt, action }: Filter) => ({
  id: String(id),
  title,
  context: contexts,
  expires_at: expiresAt === null ? null : iso(expiresAt),
  filter_action: action,
})

/** Mastodon's FilterKeyword. */
export const keywordJson = ({ id, keyword, wholeWord }: FilterKeyword) => ({ id: String(id), keyword, whole_word: wholeWord })

/** Mastodon's FilterStatus. */
export const filterStatusJson = ({ id, statusId }: FilterStatus) => ({ id: String(id), status_id: String(statusId) })

/** Mastodon's Filter with its keywords and posts. */
export const filterJson = ({ filter, keywords, statuses }: FilterParts) => ({
  ...bareJson(filter),
  keywords: keywords.map(keywordJson),
  statuses: statuses.map(filterStatusJson),
})

/** Mastodon's FilterResult, which stands in a post: an app decides by the contexts whether it counts where the post is shown. */
export const filterResultJson = ({ filter, keywords, statusIds }: FilterMatch) => ({
  filter: bareJson(filter),
  keyword_matches: keywords.length === 0 ? null : keywords,
  status_matches: statusIds.length === 0 ? null : statusIds.map(String),
})

/** Mastodon's V1_Filter: one keyword as a filter of its own. */
export const oldFilterJson = ({ keyword, filter }: { keyword: FilterKeyword; filter: Filter }) => ({
  id: String(keyword.id),
  phrase: keyword.keyword,
  context: filter.contexts,
  whole_word: keyword.wholeWord,
  expires_at: filter.expiresAt === null ? null : iso(filter.expiresAt),
  irreversible: filter.action === 'hide',
})
