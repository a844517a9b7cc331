import { findUrls } from '#base/text/find-urls.ts'
import type { Media } from '#features/media/media.schema.ts'
import type { Status } from '#features/statuses/statuses.schema.ts'

/**
 * Marks stand in the index beside a post's words and answer the operators of a search. Small letters and digits only: one word for either
 * engine.
 */

/** Every post has it: what a search that only excludes starts from. */
export const anyMark = 'any'

/** No post has it. */
export const noMark = 'none'

/** Who wrote it. */
export const authorMark = (accountId: number) => `by${accountId}`

/** Which hashtag stands in it. */
export const tagMark = (tagId: number) => `tag${tagId}`

/** In which language it is: the tag as a whole, or its first part. */
export const languageMark = (tag: string) => `lang${tag.toLowerCase().replace(/[^a-z0-9]/g, '')}`

/** What `has:` and `is:` may ask for, by the mark that answers. Nothing embeds anything here, so `embed` finds nothing. */
export const properties: Readonly<Record<string, string>> = {
  'has:media': 'hasmedia',
  'has:image': 'hasimage',
  'has:video': 'hasvideo',
  'has:audio': 'hasaudio',
  'has:poll': 'haspoll',
  'has:link': 'haslink',
  'has:embed': noMark,
  'is:reply': 'isreply',
  'is:sensitive': 'issensitive',
}

/** A post as the index sees it. */
export interface Indexed {
  status: Pick<Status, 'accountId' | 'text' | 'language' | 'sensitive' | 'replyToAccountId'>
  media: readonly Pick<Media, 'kind'>[]
  hasPoll: boolean
  tagIds: readonly number[]
}

/** All marks of a post. An animated picture counts as a video, as in Mastodon. */
export function marksOf({ status, media, hasPoll, tagIds }: Indexed): string[] {
  const kinds = new Set(media.map(({ kind }) => (kind === 'gifv' ? 'video' : kind)))
  const { language } = status
  const when = (is: boolean, mark: string) => (is ? [mark] : [])
  return [
    anyMark,
    authorMark(status.accountId),
    ...tagIds.map(tagMark),
    ...when(media.length > 0, 'hasmedia'),
    ...[...kinds].filter((kind) => kind !== 'unknown').map((kind) => `has${kind}`),
    ...when(hasPoll, 'haspoll'),
    ...when(findUrls(status.text).length > 0, 'haslink'),
    ...when(status.replyToAccountId !== null, 'isreply'),
    ...when(status.sensitive, 'issensitive'),
    ...(language === null ? [] : new Set([languageMark(language), languageMark(language.split(/[-_]/)[0]!)])),
  ]
}
