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

/** Those of these files that are the viewer's own and loose; others are not there. */
export async function ownLooseMedia(site: Site, viewer: Viewer, ids: readonly number[]): Promise<Media[]> {
  const files = await mediaByIds(site.store.read, ids)
  return files.filter((file) => file.accountId === viewer.accountId && file.statusId === null && file.scheduledId === null)
}
