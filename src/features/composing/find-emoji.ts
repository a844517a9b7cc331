import type { CustomEmoji } from '#features/emojis/emojis.schema.ts'
import { emojiNames, foldTerm, type NamedEmoji } from '#platform/words/emoji-names.ts'

/** What somebody looks for by a part of its name: emoji of the company first, then those of Unicode. */
export interface FoundEmojis {
  own: CustomEmoji[]
  others: NamedEmoji[]
}

/** How well something fits, 0 the best: its name before what else it is found by, the whole before a beginning before a later word; 9 = not at all. */
function fit(terms: readonly string[], wanted: string): number {
  const later = new RegExp(`[\\s_-]${wanted.replace(/[^\p{L}\p{N}]/gu, '\\$&')}`, 'u')
  const ranks = terms.map((term, i) => (term === wanted ? 0 : term.startsWith(wanted) ? 1 : later.test(term) ? 2 : 9) + (i === 0 ? 0 : 3))
  return Math.min(9, ...ranks)
}

const fitting = <T>(things: readonly T[], termsOf: (thing: T) => readonly string[], wanted: string, most: number): T[] =>
  things
    .map((thing) => ({ thing, rank: fit(termsOf(thing), wanted) }))
    .filter(({ rank }) => rank < 9)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ thing }) => thing)

/** Emoji by a part of their name in a language; `most` in all. Nothing for an empty text. */
export function findEmoji(all: readonly CustomEmoji[], locale: string, text: string, most: number): FoundEmojis {
  const wanted = foldTerm(text.trim())
  if (wanted === '' || wanted.length > 50) return { own: [], others: [] }
  const own = fitting(all, ({ shortcode }) => [foldTerm(shortcode)], wanted, most)
  return { own, others: fitting(emojiNames(locale), ({ terms }) => terms, wanted, most - own.length) }
}
