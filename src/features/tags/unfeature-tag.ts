import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { deleteFeaturedTag } from './featured-tags.queries.ts'
import { tagName } from './tag-name.ts'
import { tagsByNames } from './tags.queries.ts'

/** The viewer's profile shows a hashtag no longer. Idempotent by its name. Throws 404 for what can be no tag, and for an id that is none of the viewer's. */
export async function unfeatureTag(site: Site, viewer: Pick<Viewer, 'accountId'>, which: { id: number } | { name: string }): Promise<void> {
  const { accountId } = viewer
  const named = 'name' in which ? tagName(which.name) : undefined
  await site.store.tx(async (db) => {
    if ('id' in which) {
      if (!(await deleteFeaturedTag(db, accountId, which))) throw notFound('featured tag')
      return
    }
    const [tag] = await tagsByNames(db, [named!.name])
    if (tag) await deleteFeaturedTag(db, accountId, { tagId: tag.id })
  })
}
