import { groupsAmong } from '#features/groups/groups.queries.ts'
import { followedAmong } from '#features/relationships/relationships.queries.ts'
import type { statusRetired } from '#features/statuses/statuses.events.ts'
import { inAudience, type Looker } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import type { z } from 'zod'

/** A retired status as its event tells of it: the row is gone. */
export type Retired = z.output<(typeof statusRetired)['data']>

/**
 * Whether somebody may be told that a status is gone: whoever it was for. To all others it never existed, so its end is no news either
 * (SEC:V6). Blocks and mutes do not matter: deletes are not filtered, apps ignore ids that they do not know.
 */
export async function heardOf(site: Site, looker: Looker, gone: Retired): Promise<boolean> {
  const db = site.store.read
  const { followersOfId, groupId } = gone
  const judged = { ...gone, id: gone.statusId, listed: false, replyToAccountId: null, boostOfId: null }
  return inAudience(looker, judged, {
    named: gone.namedIds.includes(looker.accountId),
    follows: followersOfId !== null && (await followedAmong(db, looker.accountId, [followersOfId])).has(followersOfId),
    member: groupId !== null && (await groupsAmong(db, looker.accountId, [groupId])).has(groupId),
  })
}
