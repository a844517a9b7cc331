import type { Db } from '#db/store.ts'
import { groupsAmong } from '#features/groups/groups.queries.ts'
import { blocksBetween, followedAmong, mutesAmong } from '#features/relationships/relationships.queries.ts'
import type { Site } from '#platform/site.ts'
import { type JudgedRow, judgedByIds } from './judged.queries.ts'
import { distinct, grouped } from './lists.ts'
import { type Mention, mentionsOf } from './mentions.queries.ts'
import { canSee, type Facts, type Looker } from './statuses.policy.ts'

/** A status, and what stands between it and one looker: all that a rule of statuses.policy.ts asks. */
export interface Judgement {
  status: JudgedRow
  facts: Facts
  mentions: readonly Mention[]
  boosted?: Judgement
  /** The looker may see what it answers; false without a parent, and when nobody asked. */
  parentSeen: boolean
}

/**
 * Gathers the facts about statuses and one looker, in the order of the ids; those that name none are left out. At most eight queries for any
 * number of them. Decides nothing: the caller asks `canSee`, `canList` or another rule of the policy. `parents` says whether `parentSeen` is
 * wanted.
 */
export async function judge(
  site: Site,
  db: Db,
  looker: Looker,
  ids: readonly number[],
  o: { parents?: boolean } = {},
): Promise<Judgement[]> {
  const me = looker.accountId
  const found = new Map((await judgedByIds(db, ids)).map((row) => [row.id, row]))
  const rows = ids.map((id) => found.get(id)).filter((row) => row !== undefined)
  const boosted = await judgedByIds(db, distinct(rows.map((row) => row.boostOfId)))
  const parents = o.parents ? await judgedByIds(db, distinct([...rows, ...boosted].map((row) => row.replyToId))) : []
  const all = [...rows, ...boosted, ...parents]
  const mentions = await mentionsOf(db, distinct(all.map((row) => row.id)))
  const people = [...all.flatMap((row) => [row.accountId, row.replyToAccountId]), ...mentions.map((mention) => mention.accountId)]
  const others = distinct(people).filter((id) => id !== me)
  const followed = await followedAmong(db, me, distinct(all.map((row) => row.followersOfId)))
  const { blocking, blockedBy } = await blocksBetween(db, me, others)
  const muted = await mutesAmong(db, me, others, site.clock.now())
  const member = await groupsAmong(db, me, distinct(all.map((row) => row.groupId)))

  const names = grouped(mentions, (mention) => mention.statusId)
  const avoids = (id: number) => muted.has(id) || blocking.has(id)
  const factsOf = (status: JudgedRow): Facts => {
    const named = (names.get(status.id) ?? []).map((mention) => mention.accountId)
    const about = distinct([status.replyToAccountId, ...named]).filter((id) => id !== status.accountId)
    return {
      named: named.includes(me),
      follows: status.followersOfId !== null && followed.has(status.followersOfId),
      member: status.groupId !== null && member.has(status.groupId),
      suspended: status.suspendedAt !== null,
      blocked: blockedBy.has(status.accountId),
      blocking: blocking.has(status.accountId),
      avoided: avoids(status.accountId),
      hushed: blocking.has(status.accountId) || (muted.get(status.accountId)?.hushed ?? false),
      entangled: about.some((id) => avoids(id) || blockedBy.has(id)),
    }
  }
  const seenParents = new Set(parents.filter((row) => canSee(looker, row, factsOf(row))).map((row) => row.id))
  const alone = (status: JudgedRow): Judgement => ({
    status,
    facts: factsOf(status),
    mentions: names.get(status.id) ?? [],
    parentSeen: status.replyToId !== null && seenParents.has(status.replyToId),
  })
  const targets = new Map(boosted.map((status) => [status.id, alone(status)]))
  return rows.map((status) => {
    const own = alone(status)
    const target = status.boostOfId === null ? undefined : targets.get(status.boostOfId)
    return target ? { ...own, boosted: target, facts: { ...own.facts, boosted: target } } : own
  })
}
