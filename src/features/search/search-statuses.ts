import type { Viewer } from '#base/viewer.ts'
import { judge } from '#features/statuses/judge.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { fillPage } from '#features/timelines/fill-page.ts'
import type { Site } from '#platform/site.ts'
import { authorMark } from './marks.ts'
import { planSearch } from './plan-search.ts'
import { findStatusIds } from './search-ids.queries.ts'

export interface StatusWish {
  /** As typed. */
  text: string
  limit: number
  offset: number
  /** Only posts of this account. */
  authorId?: number
  /** Only newer than this id, and only older than that one. */
  sinceId?: number
  maxId?: number
}

/**
 * Ids of posts that fit what somebody typed, the newest first: those that may stand in a list of the viewer and that may be found
 * (README.md of this feature).
 */
export async function searchStatuses(site: Site, viewer: Viewer, wish: StatusWish): Promise<number[]> {
  const plan = await planSearch(site, viewer, wish.text)
  if (!plan) return []
  const { match, above, below } = plan
  const search = wish.authorId === undefined ? plan : { ...plan, match: { ...match, all: [...match.all, authorMark(wish.authorId)] } }
  const page = {
    limit: wish.offset + wish.limit,
    sinceId: Math.max(above, wish.sinceId ?? 0),
    maxId: Math.min(below, wish.maxId ?? Number.MAX_SAFE_INTEGER),
  }
  const db = site.store.read
  const ids = await fillPage(
    page,
    async (cut) => await findStatusIds(db, search, cut),
    async (found) => (await judge(site, db, viewer, found)).filter((j) => canList(viewer, j.status, j.facts)).map((j) => j.status.id),
  )
  return ids.slice(wish.offset)
}
