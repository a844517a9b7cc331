import { fileUrl } from '#features/files/file-url.ts'
import type { Config } from '#platform/config/config.ts'
import { emojiFileName } from './emoji-file-name.ts'
import type { CustomEmoji } from './emojis.schema.ts'

type Urls = Pick<Config, 'url' | 'media'>

/** Address of an emoji, and of its form that stands still. */
export const emojiUrls = (config: Urls, emoji: CustomEmoji) => ({
  url: fileUrl(config, emoji.capability, emojiFileName(emoji.shortcode, emoji.file)),
  static_url: fileUrl(config, emoji.capability, 'small', emojiFileName(emoji.shortcode, emoji.still)),
})

/** Mastodon's CustomEmoji, as it stands in posts and accounts. */
export const emojiJson = (config: Urls, emoji: CustomEmoji) => ({
  shortcode: emoji.shortcode,
  ...emojiUrls(config, emoji),
  visible_in_picker: true,
})

/** The same in the list of all, with its category. */
export const listedEmojiJson = (config: Urls, emoji: CustomEmoji) => ({
  ...emojiJson(config, emoji),
  ...(emoji.category === null ? {} : { category: emoji.category, featured: false }),
})
