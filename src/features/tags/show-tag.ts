import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { tagName } from './tag-name.ts'
import { loadTags, type TagParts } from './tags.json.ts'
import { openTagsAmong, tagsByNames } from './tags.queries.ts'

/**
 * A tag by its name. One that stands only in posts which are not for everyone is answered like one that nobody has used, unless the viewer
 * follows or features it (SEC:V6). Throws 404 for what can be no tag.
 */
export async function showTag(site: Site, viewer: Pick<Viewer, 'accountId'>, text: string): Promise<TagParts> {
  const named = tagName(text)
  const db = site.store.read
  const [row] = await tagsByNames(db, [named.name])
  const [parts] = row ? await loadTags(site, db, viewer.accountId, [row.id]) : []
  const known = parts !== undefined && (parts.following || parts.featuring || (await openTagsAmong(db, [row!.id])).size === 1)
  return known ? parts : { id: null, ...named, following: false, featuring: false, days: [] }
}
