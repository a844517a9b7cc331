const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** UTF-16 units for each character that may be kept: one character can be made of hundreds of marks. */
const widest = 3

/**
 * The beginning of a text on one line, at most `most` characters as a reader sees them, with an ellipsis where something was left out. White
 * space and control characters become single spaces.
 */
export function clip(text: string, most: number): string {
  // What lies beyond cannot be among the first characters and is not looked at.
  const line = text
    .slice(0, most * 20)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  let kept = ''
  let count = 0
  for (const { segment } of graphemes.segment(line)) {
    if (++count > most || kept.length + segment.length > most * widest) return `${shorten(kept, count > most)}…`
    kept += segment
  }
  return kept
}

/** Room for the ellipsis where all characters are used up. */
const shorten = (kept: string, full: boolean) =>
  (full
    ? [...graphemes.segment(kept)]
        .slice(0, -1)
        .map((one) => one.segment)
        .join('')
    : kept
  ).trimEnd()
