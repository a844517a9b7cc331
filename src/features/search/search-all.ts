import type { Viewer } from '#base/viewer.ts'
import { showAccounts } from '#features/accounts/show-accounts.ts'
import { statusJson } from '#features/statuses/statuses.json.ts'
import { tagJson } from '#features/tags/tags.json.ts'
import type { Site } from '#platform/site.ts'
import { findAll, type Wish } from './find-all.ts'

/** Mastodon's Search, filled with what fits (`findAll`). */
export async function searchAll(site: Site, viewer: Viewer, wish: Wish) {
  const { accountIds, statuses, hashtags } = await findAll(site, viewer, wish)
  return {
    accounts: await showAccounts(site, accountIds),
    statuses: statuses.map((parts) => statusJson(site, parts)),
    hashtags: hashtags.map((tag) => tagJson(site, tag)),
    collections: [],
  }
}
