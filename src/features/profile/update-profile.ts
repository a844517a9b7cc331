import type { Upload } from '#base/upload.ts'
import type { Viewer } from '#base/viewer.ts'
import { changeAvatar } from '#features/accounts/change-avatar.ts'
import { changeHeader } from '#features/accounts/change-header.ts'
import { changeProfile, type ProfileChange } from '#features/accounts/change-profile.ts'
import { unlocked } from '#features/relationships/relationships.jobs.ts'
import type { Site } from '#platform/site.ts'
import { checkProfile } from './check-profile.ts'

export interface ProfileWish extends ProfileChange {
  avatar?: Upload
  header?: Upload
}

/**
 * Changes the viewer's own profile; who opens a locked account lets in all who wait. Throws 422 with `details` for a text that is too long, a
 * fact without a name, a field that the company's directory owns, and for what is no picture; nothing but a picture may be written then.
 */
export async function updateProfile(site: Site, viewer: Viewer, wish: ProfileWish): Promise<void> {
  const { avatar, header, ...sent } = wish
  const change = sent.fields ? { ...sent, fields: sent.fields.filter(({ name, value }) => name !== '' || value !== '') } : sent
  await checkProfile(site, viewer, change)
  // Outside the transaction: the pictures are read and stored first, and their descriptions belong to the new ones.
  if (avatar) await changeAvatar(site, viewer, avatar)
  if (header) await changeHeader(site, viewer, header)
  if (Object.keys(change).length === 0) return
  await site.store.tx(async (db) => {
    const before = await changeProfile(site, db, viewer.accountId, change)
    if (before.locked && change.locked === false) await site.jobs.add(db, unlocked, { accountId: viewer.accountId })
  })
}
