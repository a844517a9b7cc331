import type { Readable } from 'node:stream'
import { notFound } from '#base/errors.ts'
import { profilePicture } from '#features/accounts/accounts.queries.ts'
import { pictureName } from '#features/accounts/addresses.ts'
import { emojiFileName } from '#features/emojis/emoji-file-name.ts'
import { emojiAt } from '#features/emojis/emojis.queries.ts'
import type { StoredFile } from '#features/files/stored-file.ts'
import type { Site } from '#platform/site.ts'
import type { ByteRange } from '#platform/storage/storage.ts'
import { mediaAt } from './media.queries.ts'

/** A file as it is served. */
export interface FoundFile extends StoredFile {
  /** As it stands in the address. */
  name: string
  /** Its bytes, or a range of them. Throws 404 when the object is not there. */
  open(range?: ByteRange): Promise<Readable>
}

/**
 * The file at an address; `small` is its version for lists. Whoever has the address may see it: apps load pictures without credentials. Throws
 * 404 for an address that is wrong in any part (SEC:M13).
 */
export async function findFile(site: Site, capability: string, name: string, small: boolean): Promise<FoundFile> {
  const found = await atAddress(site, capability, small)
  if (!found || found.name !== name) throw notFound('file')
  return { ...found, open: async (range) => (await site.storage.get(found.key, range)).stream }
}

async function atAddress(site: Site, capability: string, small: boolean): Promise<(StoredFile & { name: string }) | undefined> {
  const { read } = site.store
  const file = await mediaAt(read, capability)
  if (file && small) return file.preview ? { ...file.preview, name: file.name } : undefined
  if (file) return { key: file.storageKey, mime: file.mime, size: file.size, sha256: file.sha256, name: file.name }
  const picture = small ? undefined : await profilePicture(read, capability)
  if (picture) return { ...picture.file, name: pictureName(picture.slot, picture.file) }
  const emoji = await emojiAt(read, capability)
  if (!emoji) return undefined
  const shown = small ? emoji.still : emoji.file
  return { ...shown, name: emojiFileName(emoji.shortcode, shown) }
}
