import type { Viewer } from '#base/viewer.ts'
import { readerChanged } from '#features/accounts/accounts.events.ts'
import type { Site } from '#platform/site.ts'
import { tagName } from './tag-name.ts'
import { deleteTagFollow, tagsByNames } from './tags.queries.ts'

/** Posts stand in the viewer's home for this tag no longer. Idempotent. Throws 404 for what can be no tag. */
export async function unfollowTag(site: Site, viewer: Pick<Viewer, 'accountId'>, text: string): Promise<void> {
  const { name } = tagName(text)
  await site.store.tx(async (db) => {
    const [tag] = await tagsByNames(db, [name])
    if (!tag) return
    await deleteTagFollow(db, viewer.accountId, tag.id)
    await site.events.add(db, readerChanged, { accountId: viewer.accountId })
  })
}
