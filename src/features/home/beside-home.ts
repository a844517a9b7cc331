import type { Viewer } from '#base/viewer.ts'
import { type Acquaintance, loadPeople } from '#features/relationships/load-people.ts'
import { colleagueIds, mostFollowedIds } from '#features/suggestions/suggestions.queries.ts'
import { loadTags, type TagParts } from '#features/tags/tags.json.ts'
import { trendingTagIds } from '#features/trends/trends.queries.ts'
import { trendsSince } from '#features/trends/trends-since.ts'
import { onePerSite } from '#platform/one-per-site.ts'
import type { Site } from '#platform/site.ts'

/** What stands beside home: a short look into People and Explore. */
export interface BesideHome {
  people: readonly Acquaintance[]
  tags: readonly TagParts[]
}

/** Of each. */
const most = 3

/** The week's topics are the same for everybody and change slowly; ms. */
const fresh = 60_000
const topics = onePerSite(() => ({ ids: [] as number[], until: 0 }))

/** Colleagues whom the viewer does not follow yet, those nearest in the company first, and what the week is about. */
export async function loadBesideHome(site: Site, viewer: Viewer): Promise<BesideHome> {
  const db = site.store.read
  const near = await colleagueIds(db, viewer.accountId, most)
  const known = near.length < most ? await mostFollowedIds(db, viewer.accountId, most) : []
  const ids = [...new Set([...near, ...known])].slice(0, most)
  return {
    people: await loadPeople(db, viewer, ids),
    tags: await loadTags(site, db, viewer.accountId, await busyTags(site)),
  }
}

async function busyTags(site: Site): Promise<readonly number[]> {
  const kept = topics(site)
  const now = site.clock.now()
  if (now >= kept.until) {
    kept.ids = await trendingTagIds(site.store.read, trendsSince(site), { limit: most, offset: 0 })
    kept.until = now + fresh
  }
  return kept.ids
}
