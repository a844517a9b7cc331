import { listOf } from '#base/pieces.ts'
import { AccountPath } from '#features/accounts/accounts.input.ts'
import { writePage } from '#features/statuses/kept-pages.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { Answer, area, type Call, get } from '#http/area.ts'
import { linkHeader } from '#http/links.ts'
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

const cursor = /(?:^|&)(?:max_id|min_id|since_id)=/

/** A page of statuses with links to its neighbours, as long as it is not empty. The first page, which everybody asks for, is kept. */
async function statusPage(
  c: Pick<Call, 'site' | 'viewer' | 'path' | 'rawQuery'>,
  look: () => Promise<readonly number[] | { ids: readonly number[]; headers: Record<string, string> }>,
): Promise<Answer> {
  const key = cursor.test(c.rawQuery) ? undefined : `${c.path}?${c.rawQuery}`
  const { texts, head } = await writePage(c.site, c.viewer, key, canList, async () => {
    const found = await look()
    const { ids, headers } = 'ids' in found ? found : { ids: found, headers: {} }
    const [first, last] = [ids.at(0), ids.at(-1)]
    const link = linkHeader(c, first === undefined || last === undefined ? {} : { next: { max_id: last }, prev: { min_id: first } })
    return { ids, head: link ? { ...headers, link } : headers }
  })
  return new Answer(listOf(texts), { headers: head })
}

export const timelinesArea = area('timelines', [
  get('/api/v1/timelines/home', { scope: 'read:statuses', query: HomeQuery, returns: 'Status[]' }, async (c) => {
    return await statusPage(c, async () => {
      const { ids, everyone } = await homeIds(c.site, c.viewer, c.query)
      return { ids, headers: everyone ? { 'atrium-home': 'everyone' } : {} }
    })
  }),
  get(
    '/api/v1/timelines/public',
    { scope: 'read:statuses', query: PublicQuery, returns: 'Status[]' },
    async (c) => await statusPage(c, async () => await publicIds(c.site, c.viewer, c.query.page, c.query.wish)),
  ),
  get(
    '/api/v1/timelines/tag/:hashtag',
    { scope: 'read:statuses', params: HashtagPath, query: TagQuery, returns: 'Status[]' },
    async (c) => {
      const { page, wish } = c.query
      return await statusPage(c, async () => await tagIds(c.site, c.viewer, page, { ...wish, any: [c.params.hashtag, ...wish.any] }))
    },
  ),
  get(
    '/api/v1/timelines/list/:list_id',
    { scope: 'read:lists', params: ListTimelinePath, query: ListTimelineQuery, returns: 'Status[]' },
    async (c) => await statusPage(c, async () => await listIds(c.site, c.viewer, c.params.list_id, c.query)),
  ),
  get(
    '/api/v1/accounts/:id/statuses',
    { scope: 'read:statuses', params: AccountPath, query: AccountStatusesQuery, returns: 'Status[]' },
    async (c) => await statusPage(c, async () => await accountStatusIds(c.site, c.viewer, c.params.id, c.query.page, c.query.wish)),
  ),
])
