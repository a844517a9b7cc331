import type { HashtagEntity } from './entities.ts'

/** Middle dot, katakana middle dot and zero-width non-joiner stand inside a tag, never at its end. */
const separators = '\u00b7\u30fb\u200c'
const run = new RegExp(`(?<![=/)\\p{Alphabetic}\\p{Nd}])[#＃]([\\p{L}\\p{M}\\p{Nd}\\p{Pc}${separators}]+)`, 'gu')
const word = /^[\p{L}\p{M}\p{Nd}\p{Pc}]+/u
const hasLetter = /\p{Alphabetic}/u
const joins = new RegExp(`[\\p{Alphabetic}_${separators}]`, 'u')

/** Hashtags by Mastodon's rule: letters of any script, digits and `_`; not of digits alone; separators only inside. */
export function findHashtags(text: string): HashtagEntity[] {
  const found: HashtagEntity[] = []
  for (const match of text.matchAll(run)) {
    const name = tagIn(match[1]!)
    if (name) found.push({ kind: 'hashtag', start: match.index, end: match.index + 1 + name.length, name })
  }
  return found
}

/** The tag at the beginning of a run of tag characters; undefined when there is none. */
function tagIn(characters: string): string | undefined {
  let end = characters.length
  while (separators.includes(characters.charAt(end - 1)) && end > 0) end--
  const whole = characters.slice(0, end)
  const [first, ...rest] = whole
  // A letter or separator inside makes the whole a tag, so `1_000` is one and `_1` and `2026` are not.
  if (first && word.test(first) && joins.test(rest.slice(0, -1).join(''))) return whole
  const plain = word.exec(whole)?.[0] ?? ''
  return hasLetter.test(plain) ? plain : undefined
}
