import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { loadAccounts } from '#features/accounts/accounts.json.ts'
import { credentialAccountJson } from '#features/accounts/credential-json.ts'
import { loadPostingDefaults } from '#features/accounts/posting-defaults.queries.ts'
import type { Site } from '#platform/site.ts'
import { waitingRequests } from './relationships.queries.ts'

/** The viewer's own account with source, role and the number of follow requests that wait. */
export async function showOwnAccount(site: Site, viewer: Viewer) {
  const { read } = site.store
  const parts = (await loadAccounts(read, [viewer.accountId])).get(viewer.accountId)
  if (!parts) throw notFound('account')
  const followRequests = await waitingRequests(read, viewer.accountId, 40)
  const defaults = await loadPostingDefaults(read, viewer.accountId)
  return credentialAccountJson(site, parts, { role: viewer.role, followRequests, locale: viewer.locale, defaults })
}
