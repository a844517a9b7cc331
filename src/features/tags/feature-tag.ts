import { invalid } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { lockAccounts } from '#features/accounts/accounts.queries.ts'
import { knownTag } from '#features/statuses/tags.queries.ts'
import type { Site } from '#platform/site.ts'
import { type FeaturedTag, featuredTagsOf, insertFeaturedTag } from './featured-tags.queries.ts'
import { readTag } from './tag-name.ts'

/** Hashtags that one account may show. */
const most = 10

/**
 * Shows a hashtag on the viewer's profile and answers it. Throws 422 for what can be no tag, for more than ten, and for one that is shown
 * already, unless `again`.
 */
export async function featureTag(
  site: Site,
  viewer: Pick<Viewer, 'accountId'>,
  text: string,
  o: { again?: boolean } = {},
): Promise<FeaturedTag> {
  const { accountId } = viewer
  const named = readTag(text)
  if (!named) throw invalid({ name: [{ error: 'ERR_INVALID', description: 'Name is invalid' }] })
  return await site.store.tx(async (db) => {
    await lockAccounts(db, [accountId])
    const before = await featuredTagsOf(db, accountId)
    const shown = before.find((tag) => tag.name === named.name)
    if (shown && o.again) return shown
    if (shown) throw invalid({ name: [{ error: 'ERR_TAKEN', description: 'Name has already been taken' }] })
    if (before.length >= most)
      throw invalid({ base: [{ error: 'ERR_LIMIT', description: 'You have already featured the maximum number of hashtags' }] })
    const tagId = await knownTag(db, named, () => site.ids.next())
    await insertFeaturedTag(db, { id: site.ids.next(), accountId, tagId, createdAt: site.clock.now() })
    return (await featuredTagsOf(db, accountId)).find((tag) => tag.tagId === tagId)!
  })
}
