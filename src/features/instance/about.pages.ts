import { readSetting } from '#features/settings/read-setting.ts'
import { page, pageArea, view } from '#http/page.ts'
import { contactEmail, instanceDescription, instanceRules, termsOfService } from './instance-settings.ts'
import { showExtendedDescription, showPrivacyPolicy, showTerms } from './texts.ts'
import { instanceVersion } from './version.ts'

export const aboutPages = pageArea('about', [
  // Where the instance document leads people to; for people only, like all that we say of ourselves (SEC:A4).
  page('/about', {}, async ({ site, say }) => {
    const hasTerms = (await readSetting(site, termsOfService)).length > 0
    return view('about', say('about.title'), {
      description: await readSetting(site, instanceDescription),
      more: (await showExtendedDescription(site)).content,
      email: await readSetting(site, contactEmail),
      rules: await readSetting(site, instanceRules),
      privacy: (await showPrivacyPolicy(site)).content,
      terms: hasTerms ? (await showTerms(site)).content : '',
      version: instanceVersion,
    })
  }),
])
