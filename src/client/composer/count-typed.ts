const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** What ends a sentence and not the address in it; a bracket belongs to it when it was opened there. */
const trailing = (address: string): string => (/\(/.test(address) ? /[.,:;!?'"»]+$/ : /[.,:;!?'"»)\]]+$/).exec(address)?.[0] ?? ''

/**
 * Characters as the server counts them, as near as a hint needs: an address counts 23, a person elsewhere without the host. The server's own
 * count has the last word; it needs the list of public suffixes, which is larger than all of the composer.
 */
export function countTyped(text: string): number {
  const short = text
    .replace(/(?<![a-z0-9@$#])https?:\/\/[^\s<>"]+/gi, (address) => 'x'.repeat(23) + trailing(address))
    .replace(/(?<![\w/])(@\w[\w.-]*)@[\w.-]*\w/g, '$1')
  if (/^[\u{20}-\u{7e}\n]*$/u.test(short)) return short.length
  return [...segments.segment(short)].length
}
