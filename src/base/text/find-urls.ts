import { createRequire } from 'node:module'
import { LinkifyIt } from 'linkify-it'
import type { UrlEntity } from './entities.ts'

/** Longer addresses stay text: nobody types them, and every look at one is bounded by it. */
const longest = 2048
/** In a run without white space no more than this many starts are looked at, which keeps the whole search linear (SEC:D3). */
const startsPerRun = 16

const linkify = new LinkifyIt({ fuzzyEmail: false, maxLength: longest })
/** An address may follow anything but a letter or digit of ASCII, `@`, `$` or `#`: Japanese is written without spaces. */
const start = /(?<![a-z0-9@＠$#＃])(https?:)\/\//gi

/**
 * Addresses with http:// or https://, as in Mastodon only with the protocol; but any host, also `wiki` or `jira.corp.lan`, since the
 * public list of top-level domains says nothing about an intranet. No address holds a user name, which would look like its host.
 */
export function findUrls(text: string): UrlEntity[] {
  const found: UrlEntity[] = []
  let starts = 0
  let seen = 0
  for (const match of text.matchAll(start)) {
    if (match.index < seen) continue
    starts = /\s/.test(text.slice(seen, match.index)) ? 1 : starts + 1
    seen = match.index
    if (starts > startsPerRun) continue
    const schema = match[1]!
    const length = linkify.testSchemaAt(text, schema, match.index + schema.length)
    if (!length) continue
    const url = cutAtHost(text.slice(match.index, match.index + schema.length + length))
    if (!URL.canParse(url)) continue
    seen = match.index + url.length
    found.push({ kind: 'url', start: match.index, end: seen, url })
  }
  return found
}

const load = createRequire(import.meta.url)

/** Few texts need the list of public suffixes, so it is loaded with the first (10 ms). */
const parseHost = (host: string) => (load('tldts') as typeof import('tldts')).parse(host)

/** `https://example.comです`: ends at the host where a known public suffix is followed by another script. */
function cutAtHost(url: string): string {
  const from = url.indexOf('//') + 2
  const host = /^[^/?#:]*/.exec(url.slice(from))![0]
  const other = host.search(/\P{ASCII}/u)
  if (other <= 0 || parseHost(host).isIcann) return url
  const ascii = parseHost(host.slice(0, other))
  return ascii.isIcann && ascii.domain ? url.slice(0, from + other) : url
}
