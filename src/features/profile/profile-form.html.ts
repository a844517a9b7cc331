import { Refusal } from '#base/errors.ts'
import { languageChoices, languageName } from '#base/text/languages.ts'
import { type FaceView, personView } from '#features/accounts/accounts.html.ts'
import type { AccountParts } from '#features/accounts/accounts.json.ts'
import { headerPath } from '#features/accounts/addresses.ts'
import type { PostingDefaults } from '#features/accounts/posting-defaults.queries.ts'
import { wireVisibility } from '#features/accounts/wire-visibility.ts'
import { profileLimits } from '#features/instance/limits.ts'
import type { Say } from '#platform/words/words.ts'
import type { ProfileWish } from './update-profile.ts'

const limits = {
  display_name: profileLimits.max_display_name_length,
  note: profileLimits.max_note_length,
  avatar_description: profileLimits.max_avatar_description_length,
  header_description: profileLimits.max_header_description_length,
  fields: profileLimits.profile_field_value_limit,
} as const

/** What is wrong, at the field where it is; '' where nothing is. */
export type ProfileFaults = Record<keyof typeof limits | 'avatar' | 'header' | 'all', string>

const noFaults: ProfileFaults = {
  display_name: '',
  note: '',
  avatar_description: '',
  header_description: '',
  fields: '',
  avatar: '',
  header: '',
  all: '',
}

/** What a refused change is told in the person's language; undefined for an error that is no fault of what was typed. */
export function profileFaults(error: unknown, say: Say, wish: ProfileWish): ProfileFaults | undefined {
  if (!(error instanceof Refusal) || error.status !== 422) return undefined
  const { fields, params } = error.options
  if (error.code.startsWith('picture_')) {
    const sentence = say(`errors.${error.code}`, params)
    if (wish.avatar && wish.header) return { ...noFaults, all: sentence }
    return { ...noFaults, [wish.avatar ? 'avatar' : 'header']: sentence }
  }
  const faults = { ...noFaults }
  for (const [name, list] of Object.entries(fields ?? {})) {
    const at = name in limits ? (name as keyof typeof limits) : undefined
    if (!at) faults.all = error.message
    else if (list.some((fault) => fault.error === 'ERR_BLANK')) faults[at] = say('settings.fault_fact_name')
    else if (list.some((fault) => fault.error === 'ERR_TOO_LONG')) faults[at] = say('settings.fault_too_long', { most: limits[at] })
    else faults[at] = say('settings.name_directory')
  }
  return faults
}

/** The page on which a profile is changed: as it is, or as it was typed and refused. `nameOwned`: the directory says the name. */
export function profileForm(parts: AccountParts, nameOwned: boolean, wish?: ProfileWish, faults: ProfileFaults = noFaults) {
  const { account } = parts
  const typed = { ...account, ...wish }
  const facts = [...typed.fields, ...Array.from({ length: profileLimits.max_profile_fields }, () => ({ name: '', value: '' }))]
  const { face }: { face: FaceView } = personView(parts)
  return {
    face,
    cover: headerPath(account),
    has_avatar: account.avatarFile !== null,
    has_header: account.headerFile !== null,
    name_owned: nameOwned,
    display_name: typed.displayName,
    note: typed.note,
    fields: facts.slice(0, profileLimits.max_profile_fields).map(({ name, value }, i) => ({ number: i + 1, index: i, name, value })),
    avatar_description: typed.avatarDescription,
    header_description: typed.headerDescription,
    bot: typed.bot,
    show_media: typed.showMedia,
    show_media_replies: typed.showMediaReplies,
    show_featured: typed.showFeatured,
    limits,
    faults,
  }
}

const audiences = [
  ['public', 'audience.everyone'],
  ['unlisted', 'audience.quiet'],
  ['private', 'audience.followers'],
  ['direct', 'audience.named'],
] as const

/** The page on which a person says who sees what. `locale`: of the pages. */
export function privacyForm({ account }: AccountParts, defaults: PostingDefaults, locale: string) {
  const chosen = wireVisibility(defaults)
  return {
    locked: account.locked,
    discoverable: account.discoverable,
    indexable: account.indexable,
    hide_collections: account.hideCollections,
    audiences: audiences.map(([value, label]) => ({ value, label, chosen: value === chosen })),
    sensitive: defaults.sensitive,
    own_language: languageName(locale),
    languages: languageChoices(defaults.language ?? ''),
  }
}
