import { AccountPath } from '#features/accounts/accounts.input.ts'
import { loadStatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { type Answer, area, type Call, get } from '#http/area.ts'
import { paged } from '#http/links.ts'
import { accountStatusIds } from './account-status-ids.ts'
import { homeIds } from './home-ids.ts'
import { listIds } from './list-ids.ts'
import { publicIds } from './public-ids.ts'
import { tagIds } from './tag-ids.ts'
import {
  AccountStatusesQuery,
  HashtagPath,
  HomeQuery,
  ListTimelinePath,
  ListTimelineQuery,
  PublicQuery,
  TagQuery,
} from './timelines.input.ts'

/** A page of statuses with links to its neighbours, as long as it is not empty. */
async function statusPage(
  c: Pick<Call, 'site' | 'viewer' | 'path' | 'rawQuery'>,
  ids: readonly number[],
  headers: Record<string, string> = {},
): Promise<Answer> {
  const parts = await loadStatusParts(c.site, c.site.store.read, ids, c.viewer, canList)
  const [first, last] = [ids.at(0), ids.at(-1)]
  const cursors = first === undefined || last === undefined ? {} : { next: { max_id: last }, prev: { min_id: first } }
  return paged(
    c,
    parts.map((one) => statusJson(c.site, one)),
    cursors,
    headers,
  )
}

export const timelinesArea = area('timelines', [
  get('/api/v1/timelines/home', { scope: 'read:statuses', query: HomeQuery, returns: 'Status[]' }, async (c) => {
    const home = await homeIds(c.site, c.viewer, c.query)
    return await statusPage(c, home.ids, home.everyone ? { 'atrium-home': 'everyone' } : {})
  }),
  get(
    '/api/v1/timelines/public',
    { scope: 'read:statuses', query: PublicQuery, returns: 'Status[]' },
    async (c) => await statusPage(c, await publicIds(c.site, c.viewer, c.query.page, c.query.wish)),
  ),
  get(
    '/api/v1/timelines/tag/:hashtag',
    { scope: 'read:statuses', params: HashtagPath, query: TagQuery, returns: 'Status[]' },
    async (c) => {
      const { page, wish } = c.query
      return await statusPage(c, await tagIds(c.site, c.viewer, page, { ...wish, any: [c.params.hashtag, ...wish.any] }))
    },
  ),
  get(
    '/api/v1/timelines/list/:list_id',
    { scope: 'read:lists', params: ListTimelinePath, query: ListTimelineQuery, returns: 'Status[]' },
    async (c) => await statusPage(c, await listIds(c.site, c.viewer, c.params.list_id, c.query)),
  ),
  get(
    '/api/v1/accounts/:id/statuses',
    { scope: 'read:statuses', params: AccountPath, query: AccountStatusesQuery, returns: 'Status[]' },
    async (c) => await statusPage(c, await accountStatusIds(c.site, c.viewer, c.params.id, c.query.page, c.query.wish)),
  ),
])
