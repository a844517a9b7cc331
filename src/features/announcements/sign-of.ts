import { isShortcode } from '#base/text/find-shortcodes.ts'

/** With what one may react: an emoji of Unicode, or the shortcode of one of our own, which may or may not exist. */
export interface Sign {
  kind: 'unicode' | 'own'
  name: string
}

/** Asks an emoji to stand in colour (Unicode TS 51, ED-9a). */
const asPicture = '\u{fe0f}'
const whole = /^\p{RGI_Emoji}$/v

/**
 * The sign that a text names, undefined for anything else. Apps leave out the variation selector of some emoji; all spellings of one count as one
 * (Unicode TS 51, fully-qualified form).
 */
export function signOf(text: string): Sign | undefined {
  if (isShortcode(text)) return { kind: 'own', name: text }
  if (text.length > 50) return undefined
  const name = [text, text + asPicture, text.replaceAll(asPicture, '')].find((one) => whole.test(one))
  return name === undefined ? undefined : { kind: 'unicode', name }
}
