import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { filtersOf, keywordsOfFilters } from './filters.queries.ts'

/** Every keyword of the viewer's filters as a filter of its own, as apps from before Mastodon 4.0 know them. */
export async function listOldFilters(site: Site, viewer: Pick<Viewer, 'accountId'>) {
  const db = site.store.read
  const filters = new Map((await filtersOf(db, viewer.accountId)).map((filter) => [filter.id, filter]))
  const keywords = await keywordsOfFilters(db, [...filters.keys()])
  return keywords.map((keyword) => ({ keyword, filter: filters.get(keyword.filterId)! }))
}
