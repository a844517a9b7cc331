import { notFound, unprocessable } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { retire } from '#features/holds/retire.ts'
import type { Site } from '#platform/site.ts'
import { lockMedia } from './media.queries.ts'

/** Retires a file of the viewer that no post has, now or later. Throws 422 for one that has a post, 404 for anybody else's (SEC:V5). */
export async function deleteMedia(site: Site, viewer: Viewer, id: number): Promise<void> {
  await site.store.tx(async (db) => {
    const [file] = await lockMedia(db, [id])
    if (file?.accountId !== viewer.accountId) throw notFound('media')
    if (file.statusId !== null || file.scheduledId !== null)
      throw unprocessable('media_used', 'Media attachment is currently used by a status')
    await retire(site, db, { kind: 'media', id }, { why: 'author', who: viewer.personId })
  })
}
