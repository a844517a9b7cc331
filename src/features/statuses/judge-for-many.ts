import type { Db } from '#db/store.ts'
import { groupsOfMany } from '#features/groups/groups.queries.ts'
import { blocksWithMany, followsOfMany, mutesOfMany } from '#features/relationships/crowd.queries.ts'
import type { Site } from '#platform/site.ts'
import { concerned, type Judgement, judgementsOf, loadJudged } from './judge.ts'

/**
 * What `judge` says of one status, for many lookers: by account, empty when the status is not there. Eight queries however many look, so
 * that an event for a whole company costs what it costs for one.
 */
export async function judgeForMany(site: Site, db: Db, accountIds: readonly number[], id: number): Promise<Map<number, Judgement>> {
  const judged = await loadJudged(db, [id], { parents: true })
  const { people, followersOf, groups } = concerned(judged)
  const followed = sets(await followsOfMany(db, accountIds, followersOf), 'accountId', 'targetId')
  const blocks = await blocksWithMany(db, accountIds, people)
  const blocking = sets(blocks, 'accountId', 'targetId')
  const blockedBy = sets(blocks, 'targetId', 'accountId')
  const mutes = Map.groupBy(await mutesOfMany(db, accountIds, people, site.clock.now()), (mute) => mute.accountId)
  const member = sets(await groupsOfMany(db, accountIds, groups), 'accountId', 'groupId')
  const none: ReadonlySet<number> = new Set()
  return new Map(
    accountIds.flatMap((accountId): [number, Judgement][] => {
      const [judgement] = judgementsOf({ accountId }, judged, {
        followed: followed.get(accountId) ?? none,
        blocking: blocking.get(accountId) ?? none,
        blockedBy: blockedBy.get(accountId) ?? none,
        muted: new Map((mutes.get(accountId) ?? []).map((mute) => [mute.targetId, mute])),
        member: member.get(accountId) ?? none,
      })
      return judgement ? [[accountId, judgement]] : []
    }),
  )
}

/** For each value of `key` the set of values of `of`. */
function sets<K extends string, V extends string>(rows: readonly Record<K | V, number>[], key: K, of: V): Map<number, Set<number>> {
  const found = new Map<number, Set<number>>()
  for (const row of rows) found.set(row[key], (found.get(row[key]) ?? new Set()).add(row[of]))
  return found
}
