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

/** A stretch of the index: so many of its rows that fit, the newest first, between two ids which are excluded. */
export interface Stretch {
  above: number
  below: number
  rows: number
}

const hitsOf = (match: Match, { above, below, rows }: Stretch) =>
  sql`(select ${statusWords.rowid} as id from ${statusWords} where ${and(isMatch(match), gt(statusWords.rowid, above), lt(statusWords.rowid, below))}
    order by ${desc(statusWords.rowid)} limit ${rows}) hits`

/** The last id of a stretch; undefined when the index ends in it. */
export async function endOfStretch(db: Db, match: Match, stretch: Stretch): Promise<number | undefined> {
  const found = { last: sql`min(hits.id)`.mapWith(Number), rows: sql`count(*)`.mapWith(Number) }
  const [row] = await db.select(found).from(hitsOf(match, stretch))
  return row && row.rows === stretch.rows ? row.last : undefined
}

/**
 * Ids of posts that fit in a stretch of the index, the newest first, at most `limit`. Knows nothing of what the searcher must not: who is
 * outside a post's audience, or parted from its author by a block, gets the same rows as if the post were not there, by the same statements
 * (SEC:V22). The policy has the last word all the same.
 */
export async function findStatusIds(
  db: Db,
  { match, scope, viewerId, notBetween }: StatusSearch,
  stretch: Stretch,
  limit: number,
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

  // SQLite is told to begin with the hits; it would rather begin with the accounts.
  const join = sql.raw(chosenDialect() === 'sqlite' ? 'cross join' : 'join')
  const rows = await db
    .select({ id: sql`hits.id`.mapWith(Number) })
    .from(
      sql`${hitsOf(match, stretch)} ${join} ${statuses} on ${statuses.id} = hits.id ${join} ${accounts} on ${accounts.id} = ${statuses.accountId}`,
    )
    .where(
      and(
        ...notBetween.map(([from, until]) => not(and(gte(statuses.createdAt, from), lt(statuses.createdAt, until))!)),
        inAudience,
        scope === 'library' ? inLibrary : isOffered,
        scope === 'public' ? sql`${statuses.listed}` : undefined,
        isNull(accounts.suspendedAt),
        not(isBlocked),
      ),
    )
    .orderBy(sql`hits.id desc`)
    .limit(limit)
  return rows.map((row) => row.id)
}
