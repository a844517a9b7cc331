import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { colleagueIds, friendsOfFriendsIds, mostFollowedIds } from './suggestions.queries.ts'

/** Why somebody is suggested, in Mastodon's words; the best reason first. */
export type Source = 'featured' | 'friends_of_friends' | 'most_followed'

export interface Suggestion {
  accountId: number
  sources: Source[]
}

/** So many are taken from each source. */
const most = 200

/**
 * Whom the viewer might want to follow: colleagues whom the company's directory puts beside them, then whom their friends follow, then who is
 * followed most. Nobody whom they follow, asked to follow, blocked, muted or dismissed, who blocked them, who has left or is suspended, and
 * no service account.
 */
export async function suggestAccounts(site: Site, viewer: Pick<Viewer, 'accountId'>): Promise<Suggestion[]> {
  const db = site.store.read
  const bySource: [Source, number[]][] = [
    ['featured', await colleagueIds(db, viewer.accountId, most)],
    ['friends_of_friends', await friendsOfFriendsIds(db, viewer.accountId, most)],
    ['most_followed', await mostFollowedIds(db, viewer.accountId, most)],
  ]
  const found = new Map<number, Suggestion>()
  for (const [source, ids] of bySource)
    for (const accountId of ids) {
      const known = found.get(accountId)
      if (known) known.sources.push(source)
      else found.set(accountId, { accountId, sources: [source] })
    }
  return [...found.values()]
}
