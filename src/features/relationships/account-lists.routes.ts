import { iso } from '#base/clock.ts'
import { accountJson, loadAccounts } from '#features/accounts/accounts.json.ts'
import { AccountPath } from '#features/accounts/accounts.input.ts'
import { showAccounts } from '#features/accounts/show-accounts.ts'
import { type Answer, area, type Call, del, get, post } from '#http/area.ts'
import { paged, rowCursors } from '#http/links.ts'
import { blockRows, endorsementRows, type JoiningRow, muteRows, requestRows } from './account-lists.queries.ts'
import { blockDomain } from './block-domain.ts'
import { domainBlockRows } from './domain-blocks.queries.ts'
import { listCut } from './list-cut.ts'
import { listEndorsed } from './list-endorsed.ts'
import { listFollows } from './list-follows.ts'
import { previewDomainBlock } from './preview-domain-block.ts'
import { DomainBody, DomainsQuery, ListQuery, SearchQuery } from './relationships.input.ts'
import { searchAccounts } from './search-accounts.ts'
import { unblockDomain } from './unblock-domain.ts'

type Asked = Pick<Call, 'site' | 'path' | 'rawQuery'>

/** A page of accounts in the order of the rows that join them; `more` adds what a row knows. */
async function accountPage<R extends JoiningRow>(c: Asked, rows: readonly R[], limit: number, more?: (row: R) => object): Promise<Answer> {
  const loaded = await loadAccounts(
    c.site.store.read,
    rows.map((row) => row.accountId),
  )
  const shown = rows.flatMap((row) => {
    const parts = loaded.get(row.accountId)
    return parts ? [{ ...accountJson(c.site, parts), ...more?.(row) }] : []
  })
  return paged(c, shown, rowCursors(rows, limit))
}

const side = (which: 'followers' | 'following') =>
  get(
    `/api/v1/accounts/:id/${which}`,
    { scope: 'read:accounts', params: AccountPath, query: ListQuery, returns: 'Account[]' },
    async (c) => await accountPage(c, await listFollows(c.site, c.viewer, c.params.id, which, c.query), c.query.limit),
  )

export const accountListsArea = area('account lists', [
  side('followers'),
  side('following'),
  get(
    '/api/v1/accounts/:id/endorsements',
    { scope: 'read:accounts', params: AccountPath, query: ListQuery, returns: 'Account[]' },
    async (c) => await accountPage(c, await listEndorsed(c.site, c.viewer, c.params.id, c.query), c.query.limit),
  ),
  get('/api/v1/endorsements', { scope: 'read:accounts', query: ListQuery, returns: 'Account[]' }, async (c) => {
    const { limit } = c.query
    // 0 asks for all of them, without Link.
    const rows = await endorsementRows(c.site.store.read, c.viewer.accountId, listCut({ ...c.query, limit: limit || 10_000 }))
    if (limit > 0) return await accountPage(c, rows, limit)
    return await showAccounts(
      c.site,
      rows.map((row) => row.accountId),
    )
  }),
  get(
    '/api/v1/accounts/search',
    { scope: 'read:accounts', query: SearchQuery, limit: 'search', returns: 'Account[]' },
    async (c) => await showAccounts(c.site, await searchAccounts(c.site, c.viewer, c.query)),
  ),
  get(
    '/api/v1/blocks',
    { scope: 'read:blocks', query: ListQuery, returns: 'Account[]' },
    async (c) => await accountPage(c, await blockRows(c.site.store.read, c.viewer.accountId, listCut(c.query)), c.query.limit),
  ),
  get('/api/v1/mutes', { scope: 'read:mutes', query: ListQuery, returns: 'MutedAccount[]' }, async (c) => {
    const rows = await muteRows(c.site.store.read, c.viewer.accountId, listCut(c.query), c.site.clock.now())
    return await accountPage(c, rows, c.query.limit, ({ until }) => ({ mute_expires_at: until === null ? null : iso(until) }))
  }),
  get(
    '/api/v1/follow_requests',
    { scope: 'read:follows', query: ListQuery, returns: 'Account[]' },
    async (c) => await accountPage(c, await requestRows(c.site.store.read, c.viewer.accountId, listCut(c.query)), c.query.limit),
  ),
  get('/api/v1/domain_blocks', { scope: 'read:blocks', query: DomainsQuery, returns: 'none' }, async (c) => {
    const rows = await domainBlockRows(c.site.store.read, c.viewer.accountId, listCut(c.query))
    return paged(
      c,
      rows.map((row) => row.domain),
      rowCursors(rows, c.query.limit),
    )
  }),
  get(
    '/api/v1/domain_blocks/preview',
    { scope: 'write:blocks', query: DomainBody, returns: 'DomainBlockPreview' },
    async (c) => await previewDomainBlock(c.site, c.viewer, c.query.domain),
  ),
  post('/api/v1/domain_blocks', { scope: 'write:blocks', body: DomainBody, returns: 'Empty' }, async (c) => {
    await blockDomain(c.site, c.viewer, c.body.domain)
  }),
  del('/api/v1/domain_blocks', { scope: 'write:blocks', body: DomainBody, returns: 'Empty' }, async (c) => {
    await unblockDomain(c.site, c.viewer, c.body.domain)
  }),
])
