import { setImmediate as breathe } from 'node:timers/promises'
import type { Viewer } from '#base/viewer.ts'
import type { Db } from '#db/store.ts'
import { judge } from '#features/statuses/judge.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { type Candidates, type Cut, fillPage } from '#features/timelines/fill-page.ts'
import type { Site } from '#platform/site.ts'
import { authorMark } from './marks.ts'
import { planSearch } from './plan-search.ts'
import { endOfStretch, findStatusIds, type StatusSearch } from './search-ids.queries.ts'

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
    async (cut) => await candidates(db, search, cut),
    async (found) => (await judge(site, db, viewer, found)).filter((j) => canList(viewer, j.status, j.facts)).map((j) => j.status.id),
  )
  return ids.slice(wish.offset)
}

/** Rows of the index that one statement looks at: the first, and the most. A word that stands in every post must not hold up everybody. */
const firstStretch = 1000
const longestStretch = 16_000
/** Rows that are looked at in one go; what lies below is not found. */
const mostRows = 200_000

/** Posts that fit and may be found, stretch by stretch until there are enough. Above all in a library the hits are many and those few. */
async function candidates(db: Db, search: StatusSearch, cut: Cut): Promise<Candidates> {
  const ids: number[] = []
  let below: number | undefined = cut.below
  for (let [rows, looked] = [firstStretch, 0]; looked < mostRows; looked += rows, rows = Math.min(rows * 2, longestStretch)) {
    const stretch = { above: cut.above, below, rows }
    ids.push(...(await findStatusIds(db, search, stretch, cut.limit - ids.length)))
    if (ids.length >= cut.limit) return { ids, more: true }
    below = await endOfStretch(db, search.match, stretch)
    if (below === undefined) break
    await breathe()
  }
  return { ids, more: false }
}
