import { showOwnAccount } from '#features/relationships/show-own-account.ts'
import { area, type Call, get, patch, put } from '#http/area.ts'
import { showPreferences } from './preferences.ts'
import { ProfileBody } from './profile.input.ts'
import { showProfile } from './show-profile.ts'
import { type ProfileWish, updateProfile } from './update-profile.ts'

const changed = { scope: 'write:accounts', body: ProfileBody, returns: 'Profile' }

async function changeAndShow(c: Pick<Call, 'site' | 'viewer'> & { body: ProfileWish }) {
  await updateProfile(c.site, c.viewer, c.body)
  return await showProfile(c.site, c.viewer)
}

export const profileArea = area('profile', [
  patch('/api/v1/accounts/update_credentials', { scope: 'write:accounts', body: ProfileBody, returns: 'CredentialAccount' }, async (c) => {
    await updateProfile(c.site, c.viewer, c.body)
    return await showOwnAccount(c.site, c.viewer)
  }),
  get('/api/v1/profile', { scope: ['profile', 'read:accounts'], returns: 'Profile' }, async (c) => await showProfile(c.site, c.viewer)),
  patch('/api/v1/profile', changed, changeAndShow),
  put('/api/v1/profile', changed, changeAndShow),
  get('/api/v1/preferences', { scope: 'read:accounts', returns: 'Preferences' }, async (c) => await showPreferences(c.site, c.viewer)),
])
