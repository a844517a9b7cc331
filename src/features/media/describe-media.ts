import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { lockMedia, updateMedia } from './media.queries.ts'
import type { Focus, Media } from './media.schema.ts'

/** What is said of a file; absent stays. */
export interface Description {
  alt?: string | null
  focus?: Focus | null
}

/** Says anew what a file of the viewer shows, as long as it hangs on no post; after that it is an edit of the post. Throws 404 for any other. */
export async function describeMedia(site: Site, viewer: Viewer, id: number, said: Description): Promise<Media> {
  return await site.store.tx(async (db) => {
    const [file] = await lockMedia(db, [id])
    if (file?.accountId !== viewer.accountId || file.statusId !== null) throw notFound('media')
    if (Object.keys(said).length > 0) await updateMedia(db, id, said)
    return { ...file, ...said }
  })
}
