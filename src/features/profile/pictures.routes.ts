import { changeAvatar } from '#features/accounts/change-avatar.ts'
import { changeHeader } from '#features/accounts/change-header.ts'
import { showOwnAccount } from '#features/relationships/show-own-account.ts'
import { area, del } from '#http/area.ts'

const row = { scope: 'write:accounts', returns: 'CredentialAccount' } as const

export const picturesArea = area('profile pictures', [
  del('/api/v1/profile/avatar', row, async (c) => {
    await changeAvatar(c.site, c.viewer, null)
    return await showOwnAccount(c.site, c.viewer)
  }),
  del('/api/v1/profile/header', row, async (c) => {
    await changeHeader(c.site, c.viewer, null)
    return await showOwnAccount(c.site, c.viewer)
  }),
])
