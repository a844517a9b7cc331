import { allowList } from './allow-list.ts'
import { unescapeHtml } from './escape.ts'
import { sanitizer } from './sanitizer.ts'
import { shortLink } from './short-link.ts'
import { plainHtml } from './strip-html.ts'

/**
 * HTML from elsewhere with nothing left but the allow-list, for the last step before it is stored or shown. Never throws: what the
 * sanitiser cannot read, or reads otherwise the second time, comes back as plain text (SEC:H3, SEC:H5). Links whose text is their
 * address are shortened as our own are; no other text can hide (SEC:H7).
 */
export function sanitise(html: string): string {
  try {
    const clean = sanitizer()(html, allowList)
    return sanitizer()(clean, allowList) === clean ? shorten(clean) : plainHtml(html)
  } catch {
    return plainHtml(html)
  }
}

const anchor = /<a href="([^"]*)"[^>]*>([^<]*(?:<(?!\/?a[ >])[^<]*)*)<\/a>/g

function shorten(clean: string): string {
  return clean.replace(anchor, (whole, href: string, inner: string) => {
    const url = unescapeHtml(href)
    return unescapeHtml(inner.replace(/<[^>]*>/g, '')) === url ? shortLink(url) : whole
  })
}
