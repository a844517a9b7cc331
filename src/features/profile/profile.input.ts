import { Upload } from '#base/upload.ts'
import { flagInput } from '#features/accounts/accounts.input.ts'
import { defaultAudience } from '#features/accounts/wire-visibility.ts'
import { z } from 'zod'
import type { ProfileWish } from './update-profile.ts'

/** A form's empty field and a JSON null leave the flag as it is. */
const flag = z.preprocess((value) => (value === '' ? null : value), flagInput.nullable()).exactOptional()

/** More than any limit; what is too long is refused by name further on. */
const text = z.string().max(20_000).exactOptional()

// An app that leaves the picture alone sends nothing, an empty field or the address that it was shown.
const picture = z.preprocess((value) => (value instanceof Upload ? value : null), z.instanceof(Upload).nullable()).exactOptional()

const field = z.object({ name: z.string().max(20_000).nullable().default(''), value: z.string().max(20_000).nullable().default('') })

/** `fields_attributes[0][name]`, `[][name]`, a JSON list, or a JSON object of any keys: one list. */
const fields = z
  .preprocess(
    (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.values(value) : value === '' ? [] : value),
    z.array(field).max(50),
  )
  .transform((list) => list.map(({ name, value }) => ({ name: (name ?? '').trim(), value: (value ?? '').trim() })))
  .exactOptional()

/** BCP 47 as apps write it; anything else is no choice, as in Mastodon. */
const language = z
  .string()
  .nullable()
  .transform((tag) => (tag !== null && tag.length <= 35 && /^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]+)*$/.test(tag) ? tag : null))

const source = z.object({
  privacy: z.enum(['public', 'unlisted', 'private', 'direct']).exactOptional(),
  sensitive: flag,
  language: language.exactOptional(),
})

type Wire = Record<string, unknown>
/** The wire's names of the flags, and ours. */
const flags = {
  locked: 'locked',
  bot: 'bot',
  discoverable: 'discoverable',
  indexable: 'indexable',
  hide_collections: 'hideCollections',
  show_media: 'showMedia',
  show_media_replies: 'showMediaReplies',
  show_featured: 'showFeatured',
} as const
const texts = {
  display_name: 'displayName',
  note: 'note',
  avatar_description: 'avatarDescription',
  header_description: 'headerDescription',
} as const

const named = (body: Wire, names: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(names).flatMap(([wire, own]) => (body[wire] == null ? [] : [[own, body[wire]]])))

/** PATCH /api/v1/accounts/update_credentials, PATCH and PUT /api/v1/profile. What is not sent stays. */
export const ProfileBody = z
  .object({
    display_name: text,
    note: text,
    avatar: picture,
    avatar_description: text,
    header: picture,
    header_description: text,
    ...(Object.fromEntries(Object.keys(flags).map((name) => [name, flag])) as Record<keyof typeof flags, typeof flag>),
    fields_attributes: fields,
    source: source.exactOptional(),
  })
  .transform((body): ProfileWish => {
    const { privacy, sensitive, language: tag } = body.source ?? {}
    const defaults = {
      ...(privacy === undefined ? {} : defaultAudience(privacy)),
      ...(sensitive == null ? {} : { sensitive }),
      ...(tag === undefined ? {} : { language: tag }),
    }
    return {
      ...named(body, texts),
      ...named(body, flags),
      ...(body.fields_attributes === undefined ? {} : { fields: body.fields_attributes }),
      ...(Object.keys(defaults).length > 0 ? { defaults } : {}),
      ...(body.avatar ? { avatar: body.avatar } : {}),
      ...(body.header ? { header: body.header } : {}),
    }
  })
