import { notFound } from '#base/errors.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { changeAvatar } from '#features/accounts/change-avatar.ts'
import { changeHeader } from '#features/accounts/change-header.ts'
import { loadPostingDefaults } from '#features/accounts/posting-defaults.queries.ts'
import { personById } from '#features/people/people.queries.ts'
import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { privacyForm, type ProfileFaults, profileFaults, profileForm } from './profile-form.html.ts'
import { PrivacyForm, ProfileForm, SlotPath } from './profile-form.input.ts'
import { type ProfileWish, updateProfile } from './update-profile.ts'

type Asked = Pick<PageCall, 'site' | 'viewer' | 'say'>

async function ownAccount({ site, viewer }: Asked) {
  const own = (await loadAccounts(site.store.read, [viewer.accountId])).get(viewer.accountId)
  if (!own) throw notFound('account')
  return own
}

/** A refused change comes back with everything that was typed; without JavaScript pictures have to be chosen again, since browsers demand it. */
async function profilePage(c: Asked, wish?: ProfileWish, faults?: ProfileFaults) {
  const nameOwned = (await personById(c.site.store.read, c.viewer.personId))?.source === 'directory'
  const shown = profileForm(await ownAccount(c), nameOwned, wish, faults)
  return view('settings/profile', c.say('settings.profile'), shown, { status: faults ? 422 : 200 })
}

const saved = (path: string, focus = 'save') => go(path, { flash: 'settings.saved', focus })

/** What people say of themselves, and who sees it. */
export const profilePages = pageArea('profile', [
  page('/settings/profile', {}, async (c) => await profilePage(c)),

  form('/settings/profile', { body: ProfileForm }, async (c) => {
    try {
      await updateProfile(c.site, c.viewer, c.body)
      return saved('/settings/profile')
    } catch (error) {
      const faults = profileFaults(error, c.say, c.body)
      if (!faults) throw error
      return await profilePage(c, c.body, faults)
    }
  }),

  form('/settings/profile/:slot/remove', { params: SlotPath }, async (c) => {
    const { slot } = c.params
    await (slot === 'avatar' ? changeAvatar : changeHeader)(c.site, c.viewer, null)
    return go('/settings/profile', { flash: 'settings.picture_removed', focus: slot })
  }),

  page('/settings/privacy', {}, async (c) => {
    const defaults = await loadPostingDefaults(c.site.store.read, c.viewer.accountId)
    return view('settings/privacy', c.say('settings.privacy'), privacyForm(await ownAccount(c), defaults, c.viewer.locale))
  }),

  form('/settings/privacy', { body: PrivacyForm }, async (c) => {
    await updateProfile(c.site, c.viewer, c.body)
    return saved('/settings/privacy')
  }),
])
