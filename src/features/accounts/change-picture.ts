import { notFound } from '#base/errors.ts'
import { randomHex } from '#base/ids.ts'
import type { Upload } from '#base/upload.ts'
import type { Viewer } from '#base/viewer.ts'
import { dropFiles } from '#features/files/drop-files.ts'
import { nameFiles } from '#features/files/name-files.ts'
import { storeFiles } from '#features/files/store-files.ts'
import { readFace } from '#platform/images/read-face.ts'
import type { Site } from '#platform/site.ts'
import { accountChanged } from './accounts.events.ts'
import { lockAccounts, type PictureSlot, setPicture } from './accounts.queries.ts'

/** Pixels, as Mastodon keeps them. */
const sizes: Record<PictureSlot, { width: number; height: number }> = {
  avatar: { width: 400, height: 400 },
  header: { width: 1500, height: 500 },
}

/**
 * Puts a picture in one place of the viewer's profile, or takes it away. It gets an address of its own, so what was kept of the old one shows
 * nothing any more; what was said of the old one goes with it. Nothing happens when there is none to take away.
 */
export async function changePicture(site: Site, viewer: Viewer, slot: PictureSlot, file: Upload | null): Promise<void> {
  const face = file && (await readFace(file.path, sizes[slot]))
  const [stored] = face ? await storeFiles(site, [face]) : []
  await site.store.tx(async (db) => {
    const [account] = await lockAccounts(db, [viewer.accountId])
    if (!account) throw notFound('account')
    const old = account[`${slot}File`]
    if (!stored && !old) return
    if (stored) await nameFiles(db, [stored])
    await setPicture(db, account.id, slot, stored ? { capability: randomHex(), file: stored } : null)
    if (old) await dropFiles(site, db, [old], [])
    await site.events.add(db, accountChanged, { accountId: account.id })
  })
}
