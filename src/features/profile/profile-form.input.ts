import { Upload } from '#base/upload.ts'
import { defaultAudience } from '#features/accounts/wire-visibility.ts'
import { z } from 'zod'
import type { ProfileWish } from './update-profile.ts'

const checked = z.boolean().default(false)
/** Browsers send CR LF for a line end. More than any limit; what is too long is refused by name further on. */
const text = z
  .string()
  .max(20_000)
  .default('')
  .transform((words) => words.replaceAll('\r\n', '\n'))
const picture = z.instanceof(Upload).exactOptional()
const field = z.object({ name: text, value: text })

/** POST /settings/profile. A box that is not ticked is not sent: it means no. */
export const ProfileForm = z
  .object({
    // Absent where the company's directory owns it.
    display_name: z.string().max(20_000).exactOptional(),
    note: text,
    fields: z.array(field).max(50).default([]),
    avatar: picture,
    avatar_description: text,
    header: picture,
    header_description: text,
    bot: checked,
    show_media: checked,
    show_media_replies: checked,
    show_featured: checked,
  })
  .transform((body) => ({
    ...(body.display_name === undefined ? {} : { displayName: body.display_name.trim() }),
    note: body.note,
    fields: body.fields.map(({ name, value }) => ({ name: name.trim(), value: value.trim() })),
    avatarDescription: body.avatar_description,
    headerDescription: body.header_description,
    bot: body.bot,
    showMedia: body.show_media,
    showMediaReplies: body.show_media_replies,
    showFeatured: body.show_featured,
    ...(body.avatar ? { avatar: body.avatar } : {}),
    ...(body.header ? { header: body.header } : {}),
  }))

/** POST /settings/privacy. */
export const PrivacyForm = z
  .object({
    locked: checked,
    discoverable: checked,
    indexable: checked,
    hide_collections: checked,
    audience: z.enum(['public', 'unlisted', 'private', 'direct']),
    sensitive: checked,
    /** Empty = the language of the pages. */
    language: z
      .string()
      .default('')
      .transform((tag) => (/^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,2}$/.test(tag) ? tag : null)),
  })
  .transform(({ locked, discoverable, indexable, hide_collections, audience, sensitive, language }): ProfileWish => ({
    locked,
    discoverable,
    indexable,
    hideCollections: hide_collections,
    defaults: { ...defaultAudience(audience), sensitive, language },
  }))

/** `:slot` of a picture of the profile. */
export const SlotPath = z.object({ slot: z.enum(['avatar', 'header']) })
