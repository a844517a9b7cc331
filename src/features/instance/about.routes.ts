import { offeredLanguages } from '#base/text/languages.ts'
import { readSetting } from '#features/settings/read-setting.ts'
import { area, get } from '#http/area.ts'
import { z } from 'zod'
import { rulesJson } from './house-rules.ts'
import { instanceRules } from './instance-settings.ts'
import { showExtendedDescription, showPrivacyPolicy, showTerms } from './texts.ts'

/** Public upstream; here nothing is told to strangers (SEC:A4, SEC:V23). An app's own token will do. */
const known = { scope: 'any', who: 'app' } as const

const TermsPath = z.object({ date: z.string() })

export const aboutArea = area('about', [
  get('/api/v1/instance/rules', { ...known, returns: 'Rule[]' }, async (c) => rulesJson(await readSetting(c.site, instanceRules))),
  get(
    '/api/v1/instance/extended_description',
    { ...known, returns: 'ExtendedDescription' },
    async (c) => await showExtendedDescription(c.site),
  ),
  get('/api/v1/instance/privacy_policy', { ...known, returns: 'PrivacyPolicy' }, async (c) => await showPrivacyPolicy(c.site)),
  get(
    '/api/v1/instance/terms_of_service',
    { ...known, returns: 'TermsOfService', answers: { 404: 'No terms are set' } },
    async (c) => await showTerms(c.site),
  ),
  get(
    '/api/v1/instance/terms_of_service/:date',
    { ...known, params: TermsPath, returns: 'TermsOfService', answers: { 422: 'Not a date' } },
    async (c) => await showTerms(c.site, c.params.date),
  ),
  get('/api/v1/instance/languages', { ...known, returns: 'Language[]' }, async () => offeredLanguages),
  // Nothing is translated, which is what an empty object says.
  get('/api/v1/instance/translation_languages', { ...known, returns: 'TranslationLanguages' }, async () => ({})),
  // Partners on the allowlist, of which there are none before federation; and nobody is blocked where only they are let in.
  get('/api/v1/instance/peers', { ...known, returns: 'none' }, async () => []),
  get('/api/v1/instance/domain_blocks', { ...known, returns: 'DomainBlock[]' }, async () => []),
  get('/api/v1/peers/search', { ...known, returns: 'none', done: false }, async () => []),
])
