import { Refusal } from '#base/errors.ts'
import { type ListWish, wishedPage } from '#base/list-page.ts'
import { AccountPath, OlderNewer } from '#features/accounts/accounts.input.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { form, go, page, pageArea, type PageCall, view } from '#http/page.ts'
import { blockRows, type JoiningRow, muteRows } from './account-lists.queries.ts'
import { blockDomain } from './block-domain.ts'
import { domainBlockRows } from './domain-blocks.queries.ts'
import { keptAwayPage } from './kept-away.html.ts'
import { listCut } from './list-cut.ts'
import { DomainForm } from './relationships.input.ts'
import { unblock } from './unblock.ts'
import { unblockDomain } from './unblock-domain.ts'
import { unmute } from './unmute.ts'

const mutes = '/settings/mutes'
const blocks = '/settings/blocks'
/** Servers that one page lists: more than a company has partners. */
const mostDomains = 1000

/** These lists are walked by "older" alone. */
const downwards = ({ max_id }: ListWish): ListWish => (max_id === undefined ? {} : { max_id })

async function people(c: Pick<PageCall, 'site'>, path: string, wish: ListWish, rows: readonly (JoiningRow & { until?: number | null })[]) {
  const accounts = await loadAccounts(
    c.site.store.read,
    rows.map((row) => row.accountId),
  )
  return keptAwayPage(path, wish, rows, accounts)
}

async function blocksPage(c: Pick<PageCall, 'site' | 'viewer' | 'say'>, query: ListWish, typed = '', fault = '') {
  const { read } = c.site.store
  const wish = downwards(query)
  const rows = await blockRows(read, c.viewer.accountId, listCut(wishedPage(wish)))
  const domains = await domainBlockRows(read, c.viewer.accountId, listCut({ limit: mostDomains }))
  const shown = { ...(await people(c, blocks, wish, rows)), domains: domains.map(({ domain }) => ({ domain })), typed, fault }
  return view('settings/blocks', c.say('settings.blocks'), shown, { status: fault ? 422 : 200 })
}

/** Whom and what a person keeps away, and the way back. */
export const keptAwayPages = pageArea('kept away', [
  page(mutes, { query: OlderNewer }, async (c) => {
    const wish = downwards(c.query)
    const rows = await muteRows(c.site.store.read, c.viewer.accountId, listCut(wishedPage(wish)), c.site.clock.now())
    return view('settings/mutes', c.say('settings.mutes'), await people(c, mutes, wish, rows))
  }),
  form(`${mutes}/:id/undo`, { params: AccountPath }, async (c) => {
    await unmute(c.site, c.viewer, c.params.id)
    return go(mutes, { flash: 'settings.unmuted', focus: 'list' })
  }),

  page(blocks, { query: OlderNewer }, async (c) => await blocksPage(c, c.query)),
  form(`${blocks}/:id/undo`, { params: AccountPath }, async (c) => {
    await unblock(c.site, c.viewer, c.params.id)
    return go(blocks, { flash: 'settings.unblocked', focus: 'list' })
  }),

  // Where a browser without JavaScript stands after a refused name.
  page(`${blocks}/servers`, {}, async () => go(blocks)),
  form(`${blocks}/servers`, { body: DomainForm }, async (c) => {
    const { domain } = c.body
    try {
      await blockDomain(c.site, c.viewer, domain)
      return go(blocks, { flash: 'settings.server_blocked', focus: 'servers' })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'bad_domain') throw error
      return await blocksPage(c, {}, domain, c.say('settings.fault_server'))
    }
  }),
  form(`${blocks}/servers/undo`, { body: DomainForm }, async (c) => {
    await unblockDomain(c.site, c.viewer, c.body.domain)
    return go(blocks, { flash: 'settings.server_unblocked', focus: 'servers' })
  }),
])
