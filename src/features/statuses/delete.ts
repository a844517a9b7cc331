import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { retire } from '#features/holds/retire.ts'
import { mediaByIds } from '#features/media/media.queries.ts'
import type { Site } from '#platform/site.ts'
import { loadStatusParts, type StatusParts } from './statuses.json.ts'
import { lockStatus } from './statuses.queries.ts'

/**
 * Retires the viewer's own status and answers what it was, so that an app can offer it again as a draft; its
 * pictures wait at new addresses for a day, or go with it (`media`). Throws 404 for anybody else's, which
 * is answered like one that is not there and changes nothing (SEC:V5).
 */
export async function deleteStatus(site: Site, viewer: Viewer, id: number, o: { media?: boolean } = {}): Promise<StatusParts> {
  return await site.store.tx(async (db) => {
    const status = await lockStatus(db, id)
    const [parts] = status?.accountId === viewer.accountId ? await loadStatusParts(site, db, [id], viewer) : []
    if (!parts) throw notFound('status')
    await retire(site, db, { kind: 'status', id }, { why: 'author', who: viewer.personId })
    const files = parts.media.map((file) => file.id)
    if (o.media) for (const fileId of files) await retire(site, db, { kind: 'media', id: fileId }, { why: 'author', who: viewer.personId })
    const left = new Map((await mediaByIds(db, files)).map((file) => [file.id, file]))
    return { ...parts, media: files.flatMap((fileId) => left.get(fileId) ?? []) }
  })
}
