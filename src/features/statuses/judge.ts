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

/** The rows that a judgement is made of, the same for every looker. */
export interface JudgedRows {
  /** In the order of the ids. */
  rows: readonly JudgedRow[]
  boosted: readonly JudgedRow[]
  parents: readonly JudgedRow[]
  /** By status. */
  mentions: ReadonlyMap<number, readonly Mention[]>
}

/** What one looker has to do with the people and groups of these rows: ids. */
export interface Relations {
  followed: ReadonlySet<number>
  blocking: ReadonlySet<number>
  blockedBy: ReadonlySet<number>
  muted: ReadonlyMap<number, { hushed: boolean }>
  member: ReadonlySet<number>
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
  const judged = await loadJudged(db, ids, o)
  const { people, followersOf, groups } = concerned(judged)
  const others = people.filter((id) => id !== me)
  const followed = await followedAmong(db, me, followersOf)
  const { blocking, blockedBy } = await blocksBetween(db, me, others)
  const muted = await mutesAmong(db, me, others, site.clock.now())
  const member = await groupsAmong(db, me, groups)
  return judgementsOf(looker, judged, { followed, blocking, blockedBy, muted, member })
}

/** The rows of these statuses, of what they boost, and with `parents` of what they answer. */
export async function loadJudged(db: Db, ids: readonly number[], o: { parents?: boolean } = {}): Promise<JudgedRows> {
  const found = new Map((await judgedByIds(db, ids)).map((row) => [row.id, row]))
  const rows = ids.map((id) => found.get(id)).filter((row) => row !== undefined)
  const boosted = await judgedByIds(db, distinct(rows.map((row) => row.boostOfId)))
  const parents = o.parents ? await judgedByIds(db, distinct([...rows, ...boosted].map((row) => row.replyToId))) : []
  const mentions = await mentionsOf(db, distinct([...rows, ...boosted, ...parents].map((row) => row.id)))
  return { rows, boosted, parents, mentions: grouped(mentions, (mention) => mention.statusId) }
}

/** Whose relations to a looker count: everybody in the rows, those whose followers are meant, and the groups. */
export function concerned({ rows, boosted, parents, mentions }: JudgedRows) {
  const all = [...rows, ...boosted, ...parents]
  const named = [...mentions.values()].flat().map((mention) => mention.accountId)
  return {
    people: distinct([...all.flatMap((row) => [row.accountId, row.replyToAccountId]), ...named]),
    followersOf: distinct(all.map((row) => row.followersOfId)),
    groups: distinct(all.map((row) => row.groupId)),
  }
}

/** Puts rows and one looker's relations together. Pure, so that one looker and many are judged alike. */
export function judgementsOf(looker: Looker, { rows, boosted, parents, mentions }: JudgedRows, relations: Relations): Judgement[] {
  const { followed, blocking, blockedBy, muted, member } = relations
  const avoids = (id: number) => muted.has(id) || blocking.has(id)
  const factsOf = (status: JudgedRow): Facts => {
    const named = (mentions.get(status.id) ?? []).map((mention) => mention.accountId)
    const about = distinct([status.replyToAccountId, ...named]).filter((id) => id !== status.accountId)
    return {
      named: named.includes(looker.accountId),
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
    mentions: mentions.get(status.id) ?? [],
    parentSeen: status.replyToId !== null && seenParents.has(status.replyToId),
  })
  const targets = new Map(boosted.map((status) => [status.id, alone(status)]))
  return rows.map((status) => {
    const own = alone(status)
    const target = status.boostOfId === null ? undefined : targets.get(status.boostOfId)
    return target ? { ...own, boosted: target, facts: { ...own.facts, boosted: target } } : own
  })
}
