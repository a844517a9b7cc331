import type { Viewer } from '#base/viewer.ts'
import { loadStatusParts, type StatusParts } from '#features/statuses/statuses.json.ts'
import { inOpen } from '#features/timelines/public.policy.ts'
import { judge } from '#features/statuses/judge.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import { trendsSince } from './trends-since.ts'
import { trendingStatusIds } from './trends.queries.ts'

/** What the company talks about: the listed posts of a week that were passed on and liked most, as far as the viewer lists them. */
export async function trendingStatuses(site: Site, viewer: Viewer, page: { limit: number; offset: number }): Promise<StatusParts[]> {
  const db = site.store.read
  const judged = await judge(site, db, viewer, await trendingStatusIds(db, trendsSince(site)))
  const ids = judged.filter((judgement) => inOpen(viewer, judgement)).map(({ status }) => status.id)
  return await loadStatusParts(site, db, ids.slice(page.offset, page.offset + page.limit), viewer, canList)
}
