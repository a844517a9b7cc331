import type { Viewer } from '#base/viewer.ts'
import { knownTag } from '#features/statuses/tags.queries.ts'
import { readerChanged } from '#features/accounts/accounts.events.ts'
import type { Site } from '#platform/site.ts'
import { tagName } from './tag-name.ts'
import { insertTagFollow } from './tags.queries.ts'

/** From now on listed posts with this tag stand in the viewer's home. Idempotent. Throws 404 for what can be no tag. */
export async function followTag(site: Site, viewer: Pick<Viewer, 'accountId'>, text: string): Promise<void> {
  const named = tagName(text)
  await site.store.tx(async (db) => {
    const tagId = await knownTag(db, named, () => site.ids.next())
    await site.events.add(db, readerChanged, { accountId: viewer.accountId })
    await insertTagFollow(db, { id: site.ids.next(), accountId: viewer.accountId, tagId, createdAt: site.clock.now() })
  })
}
