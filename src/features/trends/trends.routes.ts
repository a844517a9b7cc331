import { statusJson } from '#features/statuses/statuses.json.ts'
import { loadTags, tagJson } from '#features/tags/tags.json.ts'
import { Answer, area, type Call, get } from '#http/area.ts'
import { offsetCursors, paged } from '#http/links.ts'
import { trendingStatuses } from './trending-statuses.ts'
import { TrendingStatusesQuery, TrendsQuery } from './trends.input.ts'
import { trendingTagIds } from './trends.queries.ts'
import { trendsSince } from './trends-since.ts'

type Page = { limit: number; offset: number }

async function tagPage(c: Pick<Call, 'site' | 'viewer' | 'path' | 'rawQuery'> & { query: Page }): Promise<Answer> {
  const db = c.site.store.read
  const ids = await trendingTagIds(db, trendsSince(c.site), c.query)
  const tags = await loadTags(c.site, db, c.viewer.accountId, ids)
  return paged(
    c,
    tags.map((tag) => tagJson(c.site, tag)),
    offsetCursors(tags.length, c.query),
  )
}

// Public upstream; nothing is open to strangers here (SEC:V23). Hashtags ask for no scope, posts for that of all lists of posts.
export const trendsArea = area('trends', [
  get('/api/v1/trends/tags', { scope: 'any', query: TrendsQuery, returns: 'Tag[]' }, tagPage),
  // Deprecated on this day (RFC 9745 form, as Mastodon sends it).
  get('/api/v1/trends', { scope: 'any', query: TrendsQuery, returns: 'Tag[]' }, async (c) => {
    const { body, headers } = await tagPage(c)
    return new Answer(body, { headers: { ...headers, deprecation: '@1648598400' } })
  }),
  get('/api/v1/trends/statuses', { scope: 'read:statuses', query: TrendingStatusesQuery, returns: 'Status[]' }, async (c) => {
    const parts = await trendingStatuses(c.site, c.viewer, c.query)
    return paged(
      c,
      parts.map((one) => statusJson(c.site, one)),
      offsetCursors(parts.length, c.query),
    )
  }),
  // Without preview cards no address is more than text.
  get('/api/v1/trends/links', { scope: 'any', query: TrendsQuery, returns: 'TrendsLink[]', done: false }, async () => []),
])
