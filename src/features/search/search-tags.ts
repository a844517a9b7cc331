import { foldHashtag } from '#base/text/fold-hashtag.ts'
import type { Viewer } from '#base/viewer.ts'
import { loadTags, type TagParts } from '#features/tags/tags.json.ts'
import type { Site } from '#platform/site.ts'
import { tagIdsBeginning } from './search-tags.queries.ts'

/**
 * Hashtags by their beginning, with or without `#`. Several words are no tag. One that stands only in posts which are not for everyone is not
 * found, unless the viewer follows it (SEC:V6).
 */
export async function searchTags(
  site: Site,
  viewer: Pick<Viewer, 'accountId'>,
  wish: { text: string; limit: number; offset: number },
): Promise<TagParts[]> {
  const name = foldHashtag(wish.text.trim().replace(/^[#＃]/u, ''))
  if (name === '' || /\s/u.test(name)) return []
  const { limit, offset } = wish
  const ids = await tagIdsBeginning(site.store.read, { name, viewerId: viewer.accountId, limit, offset })
  return await loadTags(site, site.store.read, viewer.accountId, ids)
}
