import { allowList } from './allow-list.ts'
import { escapeHtml, unescapeHtml } from './escape.ts'
import { sanitizer } from './sanitizer.ts'

const onlyLines = { ...allowList, allowedTags: ['p', 'br', 'li', 'blockquote', 'pre'], allowedAttributes: {}, allowedClasses: {} }

/**
 * The plain text of a piece of HTML: for names, titles, previews, and whatever must not be markup (SEC:H10). Paragraphs are parted by
 * an empty line. The result is text, so it has to be escaped where it is put into HTML. Never throws.
 */
export function stripHtml(html: string): string {
  try {
    const lines = sanitizer()(html, onlyLines)
      .replace(/<br \/>/g, '\n')
      .replace(/<\/(?:p|blockquote|pre)>/g, '\n\n')
      .replace(/<\/li>/g, '\n')
    return unescapeHtml(lines.replace(/<[^>]*>/g, ''))
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  } catch {
    return html.replace(/[<>]/g, ' ')
  }
}

/** The plain text of a piece of HTML, as HTML of one paragraph. */
export const plainHtml = (html: string): string => `<p>${escapeHtml(stripHtml(html)).replaceAll('\n', '<br />')}</p>`
