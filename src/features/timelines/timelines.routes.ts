import { AccountPath } from '#features/accounts/accounts.input.ts'
import { loadStatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { type Answer, area, type Call, get } from '#http/area.ts'
import { paged } from '#http/links.ts'
import { accountStatusIds } from './account-status-ids.ts'
import { homeIds } from './home-ids.ts'
import { AccountStatusesQuery, HomeQuery } from './timelines.input.ts'

/** A page of statuses with links to its neighbours, as long as it is not empty (oauth.md 10). */
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
    '/api/v1/accounts/:id/statuses',
    { scope: 'read:statuses', params: AccountPath, query: AccountStatusesQuery, returns: 'Status[]' },
    async (c) => await statusPage(c, await accountStatusIds(c.site, c.viewer, c.params.id, c.query.page, c.query.wish)),
  ),
])
