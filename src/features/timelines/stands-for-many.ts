import type { Db } from '#db/store.ts'
import { exclusiveOfMany, membersOfMany } from '#features/lists/lists.queries.ts'
import { followingFewerThan, followsOfMany } from '#features/relationships/crowd.queries.ts'
import type { Judgement } from '#features/statuses/judge.ts'
import { distinct } from '#features/statuses/lists.ts'
import { followingTagsOf } from '#features/tags/tags.queries.ts'
import { inHome, onList } from './home.policy.ts'
import { enough } from './home-ids.ts'
import type { FollowTaste } from './home-ids.queries.ts'

/** One status as it is judged for many accounts. */
type Judgements = ReadonlyMap<number, Judgement>

const nobody: ReadonlyMap<number, FollowTaste> = new Map()

/** The status behind the judgements: the same for all of them. */
const statusOf = (judgements: Judgements) => judgements.values().next().value?.status

/** How each of the accounts follows the author of the status and whom it answers. */
async function tastesOf(db: Db, judgements: Judgements): Promise<Map<number, ReadonlyMap<number, FollowTaste>>> {
  const status = statusOf(judgements)
  const people = status ? distinct([status.accountId, status.replyToAccountId]) : []
  const follows = Map.groupBy(await followsOfMany(db, [...judgements.keys()], people), (follow) => follow.accountId)
  return new Map([...follows].map(([accountId, rows]) => [accountId, new Map(rows.map((row) => [row.targetId, row]))]))
}

/** Those of the accounts in whose home a status stands now: what `standsInHome` says of each, in four queries for all of them. */
export async function standsInHomes(db: Db, judgements: Judgements): Promise<Set<number>> {
  const status = statusOf(judgements)
  if (!status) return new Set()
  const accountIds = [...judgements.keys()]
  const follows = await tastesOf(db, judgements)
  const tagged = await followingTagsOf(db, accountIds, status.id)
  const apart = new Set((await exclusiveOfMany(db, accountIds, [status.accountId])).map((row) => row.ownerId))
  // Whoever follows the author asks nothing more of the first day.
  const fresh = await followingFewerThan(
    db,
    accountIds.filter((id) => !follows.get(id)?.has(status.accountId)),
    enough,
  )
  const stands = (accountId: number, judgement: Judgement) =>
    inHome({ accountId }, judgement, {
      follows: follows.get(accountId) ?? nobody,
      everyone: fresh.has(accountId),
      tagged: new Set(tagged.has(accountId) ? [status.id] : []),
      elsewhere: new Set(apart.has(accountId) ? [status.accountId] : []),
    })
  return new Set([...judgements].filter(([id, judgement]) => stands(id, judgement)).map(([id]) => id))
}

/** Those of the lists on which a status stands now, each judged for its owner: what `keepOnList` says of each, in two queries. */
export async function standsOnLists(db: Db, judgements: Judgements, listIds: readonly number[]): Promise<Set<number>> {
  const status = statusOf(judgements)
  if (!status || listIds.length === 0) return new Set()
  const people = distinct([status.accountId, status.replyToAccountId])
  const members = Map.groupBy(await membersOfMany(db, listIds, people), (member) => member.listId)
  const follows = await tastesOf(db, judgements)
  const stands = (rows: Awaited<ReturnType<typeof membersOfMany>>) => {
    const { ownerId, replies } = rows[0]!
    const judgement = judgements.get(ownerId)
    const facts = { follows: follows.get(ownerId) ?? nobody, members: new Set(rows.map((row) => row.id)), replies }
    return judgement !== undefined && onList({ accountId: ownerId }, judgement, facts)
  }
  return new Set([...members].filter(([, rows]) => stands(rows)).map(([listId]) => listId))
}
