import { form, go, page, pageArea, view } from '#http/page.ts'
import { changeLanguage } from './change-language.ts'
import { localeChoices, zoneChoices } from './preferences.html.ts'
import { LanguageForm } from './preferences.input.ts'

/** How the pages speak to a person. */
export const preferencesPages = pageArea('preferences', [
  page('/settings', {}, async () => go('/settings/profile')),

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
