import { groupsOfMany } from '#features/groups/groups.queries.ts'
import { followsOfMany } from '#features/relationships/crowd.queries.ts'
import type { statusRetired } from '#features/statuses/statuses.events.ts'
import { inAudience } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import type { z } from 'zod'

/** A retired status as its event tells of it: the row is gone. */
export type Retired = z.output<(typeof statusRetired)['data']>

/**
 * Those of the accounts that may be told that a status is gone: those for whom it was. To all others it never existed, so its end is no news
 * either (SEC:V6). Blocks and mutes do not matter: deletes are not filtered, apps ignore ids that they do not know.
 */
export async function heardOf(site: Site, accountIds: readonly number[], gone: Retired): Promise<Set<number>> {
  const db = site.store.read
  const { followersOfId, groupId } = gone
  const follow = new Set((await followsOfMany(db, accountIds, followersOfId === null ? [] : [followersOfId])).map((row) => row.accountId))
  const member = new Set((await groupsOfMany(db, accountIds, groupId === null ? [] : [groupId])).map((row) => row.accountId))
  const judged = { ...gone, id: gone.statusId }
  return new Set(
    accountIds.filter((accountId) =>
      inAudience({ accountId }, judged, {
        named: gone.namedIds.includes(accountId),
        follows: follow.has(accountId),
        member: member.has(accountId),
      }),
    ),
  )
}
