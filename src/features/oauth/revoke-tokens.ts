import type { Db } from '#db/store.ts'
import type { Site } from '#platform/site.ts'
import { tokenKilled } from './oauth.events.ts'
import type { TokenChoice } from './token-choice.ts'
import { deleteTokens } from './tokens.queries.ts'

/** Ids in one event: events are read by every process, so each stays small. */
const batch = 500

/**
 * Deletes tokens and tells every process in the same transaction, so that caches forget them and streams close. The only way in which a
 * token dies (SEC:A7, SEC:A8). Answers the ids of those that lived.
 */
export async function revokeTokens(site: Site, db: Db, choice: TokenChoice): Promise<number[]> {
  const ids = await deleteTokens(db, choice)
  for (let at = 0; at < ids.length; at += batch) await site.events.add(db, tokenKilled, { tokenIds: ids.slice(at, at + batch) })
  return ids
}
