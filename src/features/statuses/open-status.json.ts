import type { Site } from '#platform/site.ts'
import { type StatusJson, statusJson, type StatusParts } from './statuses.json.ts'

/** What a status says of its reader's own deeds. */
type Own = 'favourited' | 'reblogged' | 'muted' | 'bookmarked' | 'pinned'

/**
 * A status as Mastodon's public streams carry it: without what the reader has done with it (apps keep what they know), but with the filters
 * that it falls under.
 */
export function openStatusJson(site: Site, parts: StatusParts): Omit<StatusJson, Own> {
  const { favourited: _f, reblogged: _r, muted: _m, bookmarked: _b, pinned: _p, ...rest } = statusJson(site, parts)
  return rest
}
