import type { Db } from '#db/store.ts'
import { type AccountParts, loadAccounts } from '#features/accounts/accounts.json.ts'
import { groupsAmong } from '#features/groups/groups.queries.ts'
import { blocksBetween, followedAmong, mutedAmong } from '#features/relationships/relationships.queries.ts'
import type { Site } from '#platform/site.ts'
import { distinct, grouped } from './lists.ts'
import { type Mention, mentionsOf } from './mentions.queries.ts'
import { canSee, type Facts, type Looker } from './statuses.policy.ts'
import { statusesByIds } from './statuses.queries.ts'
import type { Status } from './statuses.schema.ts'

/** A status, and what stands between it and one looker: all that a rule of statuses.policy.ts asks. */
export interface Judgement {
  status: Status
  facts: Facts
  mentions: readonly Mention[]
  /** Authors and those named aloud, of every judgement made together with this one. */
  accounts: ReadonlyMap<number, AccountParts>
  boosted?: Judgement
  /** The looker may see what it answers; false without a parent, and when nobody asked. */
  parentSeen: boolean
}

/**
 * Gathers the facts about rows and one looker, in the order of the rows. At most eight queries for any number of rows. Decides nothing about
 * them: the caller asks `canSee`, `canList` or another rule of the policy. `parents` says whether `parentSeen` is wanted.
 */
export async function judge(
  site: Site,
  db: Db,
  looker: Looker,
  rows: readonly Status[],
  o: { parents?: boolean } = {},
): Promise<Judgement[]> {
  const me = looker.accountId
  const boosted = await statusesByIds(db, distinct(rows.map((row) => row.boostOfId)))
  const parents = o.parents ? await statusesByIds(db, distinct([...rows, ...boosted].map((row) => row.replyToId))) : []
  const all = [...rows, ...boosted, ...parents]
  const mentions = await mentionsOf(db, distinct(all.map((row) => row.id)))
  const accounts = await loadAccounts(db, distinct([...all, ...mentions].map((row) => row.accountId)))
  const others = distinct([...accounts.keys(), ...all.map((row) => row.replyToAccountId)]).filter((id) => id !== me)
  const followed = await followedAmong(db, me, distinct(all.map((row) => row.followersOfId)))
  const { blocking, blockedBy } = await blocksBetween(db, me, others)
  const muted = await mutedAmong(db, me, others, site.clock.now())
  const member = await groupsAmong(db, me, distinct(all.map((row) => row.groupId)))

  const names = grouped(mentions, (mention) => mention.statusId)
  const avoids = (id: number) => muted.has(id) || blocking.has(id)
  const factsOf = (status: Status): Facts => {
    const named = (names.get(status.id) ?? []).map((mention) => mention.accountId)
    const about = distinct([status.replyToAccountId, ...named]).filter((id) => id !== status.accountId)
    return {
      named: named.includes(me),
      follows: status.followersOfId !== null && followed.has(status.followersOfId),
      member: status.groupId !== null && member.has(status.groupId),
      suspended: accounts.get(status.accountId)?.account.suspendedAt !== null,
      blocked: blockedBy.has(status.accountId),
      avoided: avoids(status.accountId),
      entangled: about.some((id) => avoids(id) || blockedBy.has(id)),
    }
  }
  const seenParents = new Set(parents.filter((row) => canSee(looker, row, factsOf(row))).map((row) => row.id))
  const alone = (status: Status): Judgement => ({
    status,
    facts: factsOf(status),
    mentions: names.get(status.id) ?? [],
    accounts,
    parentSeen: status.replyToId !== null && seenParents.has(status.replyToId),
  })
  const targets = new Map(boosted.map((status) => [status.id, alone(status)]))
  return rows.map((status) => {
    const own = alone(status)
    const target = status.boostOfId === null ? undefined : targets.get(status.boostOfId)
    return target ? { ...own, boosted: target, facts: { ...own.facts, boosted: target } } : own
  })
}

/** `judge` for ids, in their order; ids that name no status are left out. One query more. */
export async function judgeIds(
  site: Site,
  db: Db,
  looker: Looker,
  ids: readonly number[],
  o: { parents?: boolean } = {},
): Promise<Judgement[]> {
  const rows = new Map((await statusesByIds(db, ids)).map((row) => [row.id, row]))
  return await judge(
    site,
    db,
    looker,
    ids.map((id) => rows.get(id)).filter((row) => row !== undefined),
    o,
  )
}
