import type { Page } from '#base/paging.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { type FollowedTag, followedTagRows } from './tags.queries.ts'

/** One page of the tags that the viewer follows, by when they were followed, the newest first. */
export async function followedTags(site: Site, viewer: Pick<Viewer, 'accountId'>, page: Page): Promise<FollowedTag[]> {
  const up = page.minId !== undefined
  const cut = { above: page.minId ?? page.sinceId ?? 0, below: page.maxId ?? Number.MAX_SAFE_INTEGER, limit: page.limit, up }
  const rows = await followedTagRows(site.store.read, viewer.accountId, cut)
  return up ? rows.reverse() : rows
}
