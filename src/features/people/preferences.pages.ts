import { usualLook } from '#base/look.ts'
import { form, go, page, pageArea, view } from '#http/page.ts'
import { changeLanguage } from './change-language.ts'
import { changeLook } from './change-look.ts'
import { localeChoices, lookForm, zoneChoices } from './preferences.html.ts'
import { LanguageForm, LookForm } from './preferences.input.ts'

/** How the pages speak to a person. */
export const preferencesPages = pageArea('preferences', [
  page('/settings', {}, async () => go('/settings/profile')),

  page('/settings/appearance', {}, async (c) => {
    const look = c.caller.kind === 'session' ? c.caller.look : usualLook
    return view('settings/appearance', c.say('settings.appearance'), lookForm(look))
  }),

  form('/settings/appearance', { body: LookForm }, async (c) => {
    await changeLook(c.site, c.viewer, c.body)
    return go('/settings/appearance', { flash: 'settings.saved', focus: 'save' })
  }),

  page('/settings/language', {}, async (c) =>
    view('settings/language', c.say('settings.language'), {
      locales: localeChoices(c.site.words.locales, c.locale),
      zones: zoneChoices(c.viewer.timeZone),
    }),
  ),

  form('/settings/language', { body: LanguageForm }, async (c) => {
    await changeLanguage(c.site, c.viewer, c.body)
    return go('/settings/language', { flash: 'settings.saved', focus: 'save' })
  }),
])
