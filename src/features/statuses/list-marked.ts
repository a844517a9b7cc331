import type { Page } from '#base/paging.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { marksBy } from './marks.queries.ts'
import type { Mark } from './marks.schema.ts'
import { loadStatusParts, type StatusParts } from './statuses.json.ts'

/**
 * One page of the viewer's favourites or bookmarks, newest mark first: the marks, by whose ids the list is paged, and the posts that the
 * viewer may still see (SEC:V12).
 */
export async function listMarked(
  site: Site,
  viewer: Viewer,
  kind: 'favourites' | 'bookmarks',
  page: Page,
): Promise<{ marks: Mark[]; parts: StatusParts[] }> {
  const db = site.store.read
  const marks = await marksBy(db, kind, viewer.accountId, page)
  const ids = marks.map((mark) => mark.statusId)
  return { marks, parts: await loadStatusParts(site, db, ids, viewer) }
}
