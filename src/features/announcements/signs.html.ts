import { emojiPicture } from '#features/emojis/emojis.html.ts'
import type { CustomEmoji } from '#features/emojis/emojis.schema.ts'
import { emojiNames } from '#platform/words/emoji-names.ts'

/** A sign that can be pressed, as `partials/signs.hbs` shows it. */
export interface SignChoice {
  value: string
  name: string
  /** Escaped. */
  html: string
}

const usual = ['👍', '❤️', '🎉', '👏', '😄', '😮', '🙏', '✅']
/** So many of the company's own are offered at once; by its name each can be had. */
const mostOwn = 16

/** Signs to react with: the company's own, and those that most people want, by their names in a language. */
export function signChoices(custom: readonly CustomEmoji[], locale: string): SignChoice[] {
  const names = new Map(emojiNames(locale).map(({ emoji, name }) => [emoji, name]))
  const own = custom.slice(0, mostOwn).map((emoji) => ({ value: emoji.shortcode, name: emoji.shortcode, html: emojiPicture(emoji) }))
  return [...usual.map((emoji) => ({ value: emoji, name: names.get(emoji) ?? emoji, html: emoji })), ...own]
}
