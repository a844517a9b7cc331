import { PassThrough, Readable } from 'node:stream'
import yazl from 'yazl'
import type { Viewer } from '#base/viewer.ts'
import type { AccountParts } from '#features/accounts/accounts.json.ts'
import type { Site } from '#platform/site.ts'
import { activityOf, actorOf, collectionText, mediaPath, picturePath } from './archive.activity.ts'
import { ownPosts } from './own-posts.ts'
import { markedUris, ownTable, tableNames } from './own-tables.ts'

/** One piece at a time, so that nothing is held which the reader does not want yet. */
async function* activities(site: Site, viewer: Viewer) {
  for await (const posts of ownPosts(site, viewer)) yield posts.map((parts) => activityOf(site, parts))
}

async function* marks(site: Site, viewer: Viewer, kind: 'favourites' | 'bookmarks') {
  yield await markedUris(site, viewer, kind)
}

/**
 * Everything that somebody has written, as one ZIP: posts as an ActivityStreams outbox, pictures, profile, what they marked, and their tables.
 * Made while it is read. Fails as a stream fails, and whoever reads it fails with it.
 */
export function writeArchive(site: Site, viewer: Viewer, own: AccountParts): Readable {
  const zip = new yazl.ZipFile()
  const out = zip.outputStream.pipe(new PassThrough())
  const mtime = new Date(site.clock.now())
  const fail = (error: unknown) => out.destroy(error instanceof Error ? error : new Error(String(error)))
  zip.on('error', fail)
  const add = (path: string, text: AsyncIterable<string>) => {
    zip.addReadStream(Readable.from(text, { objectMode: false }).on('error', fail), path, { mtime })
  }
  const file = (path: string, key: string) =>
    zip.addReadStreamLazy(path, { mtime, compress: false }, (take) => {
      const open = async () => (await site.storage.get(key)).stream
      open().then((stream) => take(null, stream.on('error', fail)), fail)
    })
  const { avatarFile, headerFile } = own.account
  const json = (value: object) => JSON.stringify(value, null, 2)
  zip.addBuffer(Buffer.from(json(actorOf(site, own))), 'actor.json', { mtime })
  if (avatarFile) file(picturePath('avatar', avatarFile), avatarFile.key)
  if (headerFile) file(picturePath('header', headerFile), headerFile.key)
  add('likes.json', collectionText('likes.json', marks(site, viewer, 'favourites')))
  add('bookmarks.json', collectionText('bookmarks.json', marks(site, viewer, 'bookmarks')))
  add('outbox.json', collectionText('outbox.json', activities(site, viewer)))
  const rest = async () => {
    for (const name of tableNames) zip.addBuffer(Buffer.from(await ownTable(site, viewer, name)), `${name}.csv`, { mtime })
    for await (const posts of ownPosts(site, viewer))
      for (const { media } of posts) for (const one of media) file(mediaPath(one), one.storageKey)
    zip.end()
  }
  rest().catch(fail)
  return out
}
