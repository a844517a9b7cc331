import { notFound } from '#base/errors.ts'
import type { Viewer } from '#base/viewer.ts'
import { accountJson, loadAccounts } from '#features/accounts/accounts.json.ts'
import type { Site } from '#platform/site.ts'

/** Mastodon's OAuthUserInfo: OpenID Connect's names for the own account. Throws 404 when the account is gone. */
export async function showUserinfo(site: Site, viewer: Viewer) {
  const parts = (await loadAccounts(site.store.read, [viewer.accountId])).get(viewer.accountId)
  if (!parts) throw notFound('account')
  const account = accountJson(site, parts)
  return {
    iss: `${site.config.url}/`,
    sub: account.uri,
    name: account.display_name || account.username,
    preferred_username: account.username,
    profile: account.url,
    picture: account.avatar,
  }
}
