import { escapeHtml } from '#base/html/escape.ts'
import { replaceShortcodes } from '#base/text/find-shortcodes.ts'
import { emojiFileName } from './emoji-file-name.ts'
import type { CustomEmoji } from './emojis.schema.ts'

/** Where a tag ends and text begins: HTML that we or the sanitiser wrote has no `>` in its attributes. */
const tags = /(<[^>]*>)/

/** On our own pages a path of our own will do, wherever media are served to apps. */
const path = (...steps: string[]) => escapeHtml(['/media', ...steps].join('/'))

/** HTML of one emoji as a picture; it stands still where its reader wants that. */
export function emojiPicture({ shortcode, capability, file, still }: CustomEmoji): string {
  const name = `:${shortcode}:`
  const moving = path(capability, emojiFileName(shortcode, file))
  const quiet = path(capability, 'small', emojiFileName(shortcode, still))
  const image = `<img class="emoji" src="${moving}" alt="${name}" title="${name}" width="20" height="20" loading="lazy">`
  if (file.mime === still.mime) return image
  return `<picture><source srcset="${quiet}" media="(prefers-reduced-motion: reduce)">${image}</picture>`
}

/** HTML with these emoji as pictures in place of their `:name:`; what stands within tags stays. It must be escaped or sanitised already. */
export function withEmojis(html: string, emojis: readonly CustomEmoji[]): string {
  if (emojis.length === 0) return html
  const pictures = new Map(emojis.map((emoji) => [emoji.shortcode, emojiPicture(emoji)]))
  return html
    .split(tags)
    .map((part) => (part.startsWith('<') ? part : replaceShortcodes(part, (name) => pictures.get(name))))
    .join('')
}
