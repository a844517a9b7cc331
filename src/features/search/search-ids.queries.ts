import { chosenDialect } from '#db/dialect.ts'
import { and, desc, eq, gt, gte, isNull, lt, not, sql } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { groupMembers } from '#features/groups/groups.schema.ts'
import { pollBallots, polls } from '#features/polls/polls.schema.ts'
import { blocks, follows } from '#features/relationships/relationships.schema.ts'
import { bookmarks, favourites } from '#features/statuses/marks.schema.ts'
import { statuses, statusMentions } from '#features/statuses/statuses.schema.ts'
import type { Scope } from './read-query.ts'
import { isMatch, type Match, statusWords } from './words.queries.ts'

/** What is searched for, where, and by whom. */
export interface StatusSearch {
  match: Match
  scope: Scope
  viewerId: number
  /** Spans of time (ms) in which it must not have been written: from the first on, before the second. */
  notBetween: readonly (readonly [number, number])[]
}

/**
 * Ids of posts that fit, the newest first, between two ids which are excluded. Knows nothing of what the searcher must not: who is outside a
 * post's audience, or parted from its author by a block, gets the same rows as if the post were not there, at the same cost (SEC:V22). The
 * policy has the last word all the same.
 *
 * SQLite is told to begin with the index (`cross join`), which yields its rows in the wanted order.
 */
export async function findStatusIds(
  db: Db,
  { match, scope, viewerId, notBetween }: StatusSearch,
  cut: { above: number; below: number; limit: number },
): Promise<number[]> {
  const mine = eq(statuses.accountId, viewerId)
  const isNamed = sql`exists (select 1 from ${statusMentions} where ${statusMentions.statusId} = ${statuses.id} and ${statusMentions.accountId} = ${viewerId})`
  const isMarked = (table: typeof favourites | typeof bookmarks) =>
    sql`exists (select 1 from ${table} where ${table.accountId} = ${viewerId} and ${table.statusId} = ${statuses.id})`
  const isBoosted = sql`exists (select 1 from ${statuses} boost where boost.boost_of_id = ${statuses.id} and boost.account_id = ${viewerId})`
  const isVoted = sql`exists (select 1 from ${polls} join ${pollBallots} on ${pollBallots.pollId} = ${polls.id} where ${polls.statusId} = ${statuses.id} and ${pollBallots.accountId} = ${viewerId})`
  const inLibrary = sql`(${mine} or ${isNamed} or ${isMarked(favourites)} or ${isMarked(bookmarks)} or ${isBoosted} or ${isVoted})`

  const follow = sql`exists (select 1 from ${follows} where ${follows.accountId} = ${viewerId} and ${follows.targetId} = ${statuses.followersOfId})`
  const isMember = sql`exists (select 1 from ${groupMembers} where ${groupMembers.groupId} = ${statuses.groupId} and ${groupMembers.accountId} = ${viewerId})`
  const inAudience = sql`(${statuses.audience} = 'everyone' or ${mine} or ${isNamed} or ${statuses.followersOfId} = ${viewerId}
    or (${statuses.audience} = 'followers' and ${follow}) or (${statuses.audience} = 'group' and ${isMember}))`
  const isOffered = sql`(${statuses.audience} <> 'everyone' or (${statuses.listed} and ${accounts.indexable}) or ${inLibrary})`
  const isBlocked = sql`exists (select 1 from ${blocks} where (${blocks.accountId} = ${viewerId} and ${blocks.targetId} = ${statuses.accountId})
    or (${blocks.accountId} = ${statuses.accountId} and ${blocks.targetId} = ${viewerId}))`

  const join = sql.raw(chosenDialect() === 'sqlite' ? 'cross join' : 'join')
  const rows = await db
    .select({ id: sql`status_words.rowid`.mapWith(Number) })
    .from(
      sql`${statusWords} ${join} ${statuses} on ${statuses.id} = ${statusWords.rowid} ${join} ${accounts} on ${accounts.id} = ${statuses.accountId}`,
    )
    .where(
      and(
        isMatch(match),
        gt(statusWords.rowid, cut.above),
        lt(statusWords.rowid, cut.below),
        ...notBetween.map(([from, until]) => not(and(gte(statuses.createdAt, from), lt(statuses.createdAt, until))!)),
        inAudience,
        scope === 'library' ? inLibrary : isOffered,
        scope === 'public' ? sql`${statuses.listed}` : undefined,
        isNull(accounts.suspendedAt),
        not(isBlocked),
      ),
    )
    .orderBy(desc(statusWords.rowid))
    .limit(cut.limit)
  return rows.map((row) => row.id)
}
