import { accountJson, loadAccounts } from '#features/accounts/accounts.json.ts'
import type { Site } from '#platform/site.ts'
import type { Source, Suggestion } from './suggest-accounts.ts'

/** What older apps know of a source: Mastodon's own translation. */
const olderWord: Record<Source, 'staff' | 'past_interactions' | 'global'> = {
  featured: 'staff',
  friends_of_friends: 'past_interactions',
  most_followed: 'global',
}

/** Mastodon's Suggestions, in their order. One query. */
export async function showSuggestions(site: Site, list: readonly Suggestion[]) {
  const loaded = await loadAccounts(
    site.store.read,
    list.map((one) => one.accountId),
  )
  return list.flatMap(({ accountId, sources }) => {
    const parts = loaded.get(accountId)
    return parts ? [{ source: olderWord[sources[0]!], sources, account: accountJson(site, parts) }] : []
  })
}
