import { escapeHtml } from './escape.ts'

const shown = 30

/**
 * A link as Mastodon writes it: protocol and `www.` invisible, then 30 characters, the rest invisible behind an ellipsis. The visible
 * text is always made from the address, so that a link cannot pretend to lead elsewhere (SEC:H7).
 */
export function shortLink(url: string): string {
  const prefix = /^https?:\/\/(?:www\.)?/i.exec(url)?.[0] ?? ''
  const characters = Array.from(url.slice(prefix.length))
  // One character more than fits would only be replaced by the ellipsis.
  const cut = characters.length > shown + 1
  const visible = cut ? characters.slice(0, shown).join('') : characters.join('')
  const rest = cut ? characters.slice(shown).join('') : ''
  return (
    `<a href="${escapeHtml(url)}" target="_blank" rel="nofollow noopener" translate="no">` +
    `<span class="invisible">${escapeHtml(prefix)}</span>` +
    `<span class="${cut ? 'ellipsis' : ''}">${escapeHtml(visible)}</span>` +
    `<span class="invisible">${escapeHtml(rest)}</span></a>`
  )
}
