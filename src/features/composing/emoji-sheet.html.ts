import { emojiPicture } from '#features/emojis/emojis.html.ts'
import type { CustomEmoji } from '#features/emojis/emojis.schema.ts'
import { type EmojiGroup, emojiNames } from '#platform/words/emoji-names.ts'
import type { FoundEmojis } from './find-emoji.ts'

/** One emoji to choose, as `pages/emoji.hbs` shows it. */
export interface EmojiChoice {
  /** What comes into the text. */
  value: string
  name: string
  /** Escaped. */
  html: string
}

/** Emoji under a heading; `key` is a locale key. */
export interface EmojiShelf {
  key: string
  emojis: EmojiChoice[]
}

const own = (emoji: CustomEmoji): EmojiChoice => ({ value: `:${emoji.shortcode}:`, name: emoji.shortcode, html: emojiPicture(emoji) })
const other = ({ emoji, name }: { emoji: string; name: string }): EmojiChoice => ({ value: emoji, name, html: emoji })

const order: readonly EmojiGroup[] = ['smileys', 'people', 'nature', 'food', 'travel', 'activities', 'objects', 'symbols', 'flags']

const shelf = (key: string, emojis: EmojiChoice[]): EmojiShelf[] => (emojis.length === 0 ? [] : [{ key: `emoji.${key}`, emojis }])

/** All emoji, those of the company first. */
export function emojiShelves(custom: readonly CustomEmoji[], locale: string): EmojiShelf[] {
  const byGroup = Map.groupBy(emojiNames(locale), ({ group }) => group)
  return [...shelf('own', custom.map(own)), ...order.flatMap((group) => shelf(group, (byGroup.get(group) ?? []).map(other)))]
}

/** Those that were looked for. */
export const foundShelf = (found: FoundEmojis): EmojiShelf[] => shelf('found', [...found.own.map(own), ...found.others.map(other)])
