import type { Viewer } from '#base/viewer.ts'
import { foldWords } from '#features/accounts/fold-name.ts'
import type { Site } from '#platform/site.ts'
import { findAccountIds } from './search-accounts.queries.ts'

export interface AccountSearch {
  /** As typed: a part of a name, several, or a handle. */
  text: string
  limit: number
  offset: number
  /** Only accounts that the viewer follows. */
  followed?: boolean
}

/** Ids of accounts by a part of their name, best first. Asks no other server: a handle of elsewhere finds nobody who is not known here. */
export async function searchAccounts(site: Site, viewer: Pick<Viewer, 'accountId'>, wish: AccountSearch): Promise<number[]> {
  const text = wish.text.trim().replace(/^@/, '')
  const [name = '', host] = text.split('@')
  const here = host?.toLowerCase() === site.config.host.toLowerCase() || host === ''
  if (host !== undefined && !here) return []
  const words = foldWords(name)
  if (words.length === 0) return []
  const { limit, offset, followed = false } = wish
  return await findAccountIds(site.store.read, { words, handle: name.toLowerCase(), viewerId: viewer.accountId, followed, limit, offset })
}
