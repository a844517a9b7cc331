import { randomHex } from '#base/ids.ts'
import type { Upload } from '#base/upload.ts'
import type { Viewer } from '#base/viewer.ts'
import { nameFiles } from '#features/files/name-files.ts'
import { storeFiles } from '#features/files/store-files.ts'
import { readPicture } from '#platform/images/read-picture.ts'
import type { Site } from '#platform/site.ts'
import { fileName } from './file-name.ts'
import { insertMedia } from './media.queries.ts'
import type { Focus, Media } from './media.schema.ts'

/** A file and what its author says of it. */
export interface NewMedia {
  file: Upload
  alt: string | null
  focus: Focus | null
}

/**
 * Makes a picture of an upload; it hangs on nothing until a post takes it, and is removed after a day if none does. The bytes are stored and
 * confirmed before the row that names them commits. Throws 413 for more than 16 MiB, 422 for what is no picture, is damaged or too large,
 * 503 when too many are in work, 507 when the disk is full.
 */
export async function uploadMedia(site: Site, viewer: Viewer, { file, alt, focus }: NewMedia): Promise<Media> {
  const { full, small, blurhash } = await readPicture(file.path)
  const [original, preview] = await storeFiles(site, [full, small])
  const now = site.clock.now()
  const made = {
    accountId: viewer.accountId,
    statusId: null,
    scheduledId: null,
    kind: 'image',
    capability: randomHex(),
    name: fileName(file.name, full.extension),
    storageKey: original.key,
    sha256: original.sha256,
    size: original.size,
    mime: original.mime,
    width: full.width,
    height: full.height,
    focus,
    alt,
    blurhash,
    preview: { ...preview, width: small.width, height: small.height },
    position: 0,
    looseSince: now,
    formerStatusIds: [],
    createdAt: now,
  } as const
  return await site.store.tx(async (db) => {
    await nameFiles(db, [original, preview])
    const row: Media = { id: site.ids.next(), ...made, formerStatusIds: [] }
    await insertMedia(db, row)
    return row
  })
}
