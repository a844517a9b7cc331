import type { HashtagEntity, Mention, MentionEntity } from '../text/entities.ts'
import { mentionKey, type Parsed } from '../text/parse-text.ts'
import { escapeHtml } from './escape.ts'
import { shortLink } from './short-link.ts'

export interface RenderOptions {
  /** The profile's address; undefined where nobody has the name, which then stays text. */
  accountUrl(mention: Mention): string | undefined
  /** The tag page's address; `tag` as typed. */
  tagUrl(tag: string): string
  /** Without paragraphs: text that stands beside others in one line. */
  inline?: boolean
}

/** A post's HTML in Mastodon's markup, which apps pick apart: `p`, `br`, `span.h-card`, `a.mention`, `a.hashtag`, shortened links. */
export function renderText(parsed: Parsed, o: RenderOptions): string {
  const shared = sharedNames(parsed.mentions)
  let html = ''
  let end = 0
  for (const entity of parsed.entities) {
    html += escapeHtml(parsed.text.slice(end, entity.start))
    if (entity.kind === 'url') html += shortLink(entity.url)
    else if (entity.kind === 'hashtag') html += tagLink(entity, o.tagUrl(entity.name))
    else html += mentionLink(parsed.text, entity, o.accountUrl(entity), shared)
    end = entity.end
  }
  html += escapeHtml(parsed.text.slice(end))
  return o.inline ? html : paragraphs(html)
}

const tagLink = (tag: HashtagEntity, url: string) =>
  `<a href="${escapeHtml(url)}" class="mention hashtag" rel="tag">#<span>${escapeHtml(tag.name)}</span></a>`

function mentionLink(text: string, mention: MentionEntity, url: string | undefined, shared: Set<string>): string {
  if (url === undefined) return escapeHtml(text.slice(mention.start, mention.end))
  const host = mention.domain && shared.has(mention.username.toLowerCase()) ? `@${mention.domain}` : ''
  const name = escapeHtml(mention.username + host)
  return `<span class="h-card" translate="no"><a href="${escapeHtml(url)}" class="u-url mention">@<span>${name}</span></a></span>`
}

/** Names that stand for people of several servers in one text: only these are shown with their host. */
function sharedNames(mentions: Mention[]): Set<string> {
  const names = [...new Map(mentions.map((m) => [mentionKey(m), m.username.toLowerCase()])).values()]
  return new Set(names.filter((name, i) => names.indexOf(name) !== i))
}

/** An empty line parts paragraphs, a single line end is a `br`. */
function paragraphs(html: string): string {
  const trimmed = html.replace(/^\n+|\n+$/g, '')
  if (!trimmed) return ''
  return trimmed
    .split(/\n{2,}/)
    .map((part) => `<p>${part.replaceAll('\n', '<br />')}</p>`)
    .join('')
}
