import { findMentions } from './find-mentions.ts'
import { findUrls } from './find-urls.ts'
import { apart } from './parse-text.ts'

/** What an address counts for, however long it is (`characters_reserved_per_url`). */
export const charsPerUrl = 23

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * The length of a post as Mastodon counts it: what a reader sees as one character counts 1, an address 23, a mention only its local
 * part; the content warning counts with it.
 */
export function countChars(text: string, warning = ''): number {
  let counted = warning
  let end = 0
  for (const entity of apart([...findUrls(text), ...findMentions(text)])) {
    counted += text.slice(end, entity.start) + (entity.kind === 'url' ? 'x'.repeat(charsPerUrl) : `@${entity.username}`)
    end = entity.end
  }
  return countGraphemes(counted + text.slice(end))
}

/** Characters as a reader sees them. Plain ASCII, the usual case, does without the segmenter, which is a hundred times slower. */
export function countGraphemes(text: string): number {
  if (/^\p{ASCII}*$/u.test(text)) return text.length - (text.match(/\r\n/g)?.length ?? 0)
  let count = 0
  for (const _ of graphemes.segment(text)) count++
  return count
}
