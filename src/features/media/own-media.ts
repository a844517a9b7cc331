import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { mediaByIds } from './media.queries.ts'
import type { Media } from './media.schema.ts'

/** One of the viewer's own files that hangs on nothing yet. Throws 404 for any other, as if it were not there (SEC:V5). */
export async function ownMedia(site: Site, viewer: Viewer, id: number): Promise<Media> {
  const [file] = await mediaByIds(site.store.read, [id])
  if (file?.accountId !== viewer.accountId || file.statusId !== null) throw notFound('media')
  return file
}
