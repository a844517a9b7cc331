/** Languages that are offered for posts; an app may send any other. */
const offered = [
  'ar',
  'bg',
  'cs',
  'da',
  'de',
  'el',
  'en',
  'es',
  'et',
  'fi',
  'fr',
  'ga',
  'he',
  'hi',
  'hr',
  'hu',
  'it',
  'ja',
  'ko',
  'lt',
  'lv',
  'mt',
  'nb',
  'nl',
  'pl',
  'pt',
  'ro',
  'sk',
  'sl',
  'sv',
  'th',
  'tr',
  'uk',
  'vi',
  'zh',
]

/** What a language calls itself; the tag where nobody knows. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** The same by what they call themselves. */
export const offeredLanguages = offered.map((code) => ({ code, name: languageName(code) }))

/** The list for one writer: the chosen one is always in it. */
export function languageChoices(chosen: string): { code: string; name: string; chosen: boolean }[] {
  const all =
    chosen === '' || offered.includes(chosen) ? offeredLanguages : [{ code: chosen, name: languageName(chosen) }, ...offeredLanguages]
  return all.map((language) => ({ ...language, chosen: language.code === chosen }))
}
