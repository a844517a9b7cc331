import { idInput } from '#features/accounts/accounts.input.ts'
import { altInput, focusInput, thumbnailInput } from '#features/media/media.input.ts'
import { pollInput } from '#features/polls/polls.input.ts'
import { z } from 'zod'
import type { StatusChange } from './edit.ts'
import type { AudienceWish, NewStatus } from './new-status.ts'

/** More characters than any setting allows, addresses in full length included (SEC:D2). */
const words = z.string().max(200_000)

/** A form's empty field and a JSON null say the same: nothing. */
const blank = (value: unknown) => (value === '' ? null : value)
const idOrNothing = z.preprocess(blank, idInput.nullable())

/** BCP 47 as far as apps write it; another text counts as no language, as in Mastodon. */
const language = z
  .string()
  .nullable()
  .transform((tag) => (tag !== null && tag.length <= 35 ? canonical(tag) : null))

/** `en_US` is said by some apps; a page's `lang` knows only `en-US`. */
function canonical(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
}

const own = z.object({
  audience: z.enum(['everyone', 'followers', 'named', 'group']).nullable().exactOptional(),
  group_id: idOrNothing.exactOptional(),
  listed: z.boolean().exactOptional(),
  label: idOrNothing.exactOptional(),
})

/** Parts of Mastodon's request that no verb here takes: refused, so that nobody's date or quote is dropped in silence. */
const notHere = (what: string) => z.preprocess(blank, z.null({ error: `${what} cannot be posted here` })).exactOptional()

/** The verb says in its own words what is one too many. */
const mediaIds = z.array(idInput).max(100)

/** What is said anew of a picture that hangs on the post. */
const mediaAttributes = z
  .object({ id: idInput, description: altInput.exactOptional(), focus: focusInput.exactOptional(), thumbnail: thumbnailInput })
  .transform(({ id, description, focus }) => ({
    id,
    ...(description === undefined ? {} : { alt: description }),
    ...(focus === undefined ? {} : { focus }),
  }))

/** `:id` of a status. */
export const StatusPath = z.object({ id: idInput })

/** GET /api/v1/statuses. */
export const StatusesQuery = z.object({ id: z.array(idInput).max(20).default([]) })

type Own = z.output<typeof own>
type Visibility = 'public' | 'unlisted' | 'private' | 'direct'

/** Our own word for the audience goes before Mastodon's; null when the app said neither. */
function audienceWish(visibility: Visibility | null, { audience, group_id, listed }: Own): AudienceWish | null {
  if (audience === 'group') return { kind: 'group', groupId: group_id ?? 0 }
  if (audience === 'followers' || audience === 'named') return { kind: audience }
  if (audience === 'everyone') return { kind: 'everyone', listed: listed ?? visibility !== 'unlisted' }
  if (visibility === 'private') return { kind: 'followers' }
  if (visibility === 'direct') return { kind: 'named' }
  return visibility === null ? null : { kind: 'everyone', listed: visibility === 'public' }
}

/** What POST /api/v1/statuses takes of a post itself; when it is published is said beside it (feature scheduled). */
export const newStatusFields = {
  status: words.nullable().exactOptional(),
  spoiler_text: words.nullable().exactOptional(),
  sensitive: z.boolean().nullable().exactOptional(),
  language: language.exactOptional(),
  visibility: z.enum(['public', 'unlisted', 'private', 'direct']).nullable().exactOptional(),
  in_reply_to_id: idOrNothing.exactOptional(),
  allowed_mentions: z.array(idInput).max(500).nullable().exactOptional(),
  local_only: z.boolean().nullable().exactOptional(),
  atrium: own.default({}),
  media_ids: mediaIds.nullable().exactOptional(),
  poll: pollInput.nullable().exactOptional(),
  quoted_status_id: notHere('A quote'),
}

/** The post that those fields describe. */
export const newStatusOf = (body: z.output<z.ZodObject<typeof newStatusFields>>): NewStatus => ({
  text: body.status ?? '',
  warning: body.spoiler_text ?? '',
  sensitive: body.sensitive ?? null,
  language: body.language ?? null,
  audience: audienceWish(body.visibility ?? null, body.atrium),
  replyToId: body.in_reply_to_id ?? null,
  localOnly: body.local_only ?? false,
  labelId: body.atrium.label ?? null,
  ...(body.media_ids ? { mediaIds: body.media_ids } : {}),
  ...(body.poll ? { poll: body.poll } : {}),
  ...(body.allowed_mentions ? { allowed: body.allowed_mentions } : {}),
})

/** PUT /api/v1/statuses/:id. A text that is not sent stays; a warning, pictures and a poll that are not sent are taken away, as in Mastodon. Visibility is ignored. */
export const EditBody = z
  .object({
    status: words.nullable().exactOptional(),
    spoiler_text: words.nullable().exactOptional(),
    sensitive: z.boolean().nullable().exactOptional(),
    language: language.exactOptional(),
    media_ids: mediaIds.nullable().exactOptional(),
    media_attributes: z.array(mediaAttributes).max(100).nullable().exactOptional(),
    poll: pollInput.nullable().exactOptional(),
  })
  .transform((body): StatusChange => ({
    ...(body.status == null ? {} : { text: body.status }),
    warning: body.spoiler_text ?? '',
    sensitive: body.sensitive ?? false,
    ...(body.language == null ? {} : { language: body.language }),
    mediaIds: body.media_ids ?? [],
    poll: body.poll ?? null,
    ...(body.media_attributes ? { mediaChanges: body.media_attributes } : {}),
  }))

/** DELETE /api/v1/statuses/:id. */
export const DeleteBody = z.object({ delete_media: z.boolean().default(false) })
