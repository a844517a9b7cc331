import { idAt } from '#base/ids.ts'
import { and, desc, gte, isNull, sql } from '#db/drizzle.ts'
import { readBy } from '#db/newest-of.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { statuses, statusTags } from '#features/statuses/statuses.schema.ts'
import { isPublic } from '#features/timelines/public-ids.queries.ts'

const given = sql.placeholder

/** How far back is looked: tags on so many posts, so many posts, and of the latter what is ranked. */
const mostTagged = sql.raw('20000')
const mostPosts = sql.raw('5000')
const ranked = 200

/** People who must have used a tag before it is a trend: what one does alone is none. */
const crowd = sql.raw('2')

const tagged = sql`select status_id, tag_id from ${statusTags} where ${gte(statusTags.statusId, given('from'))} order by status_id desc limit ${mostTagged}`
const tags = statement<{ from: number; limit: number; offset: number }, { id: number }[]>('trends.tags', (db) =>
  db
    .select({ id: sql`lately.tag_id`.mapWith(Number) })
    .from(
      sql`(${tagged}) lately join ${statuses} on ${statuses.id} = lately.status_id join ${accounts} on ${accounts.id} = ${statuses.accountId}`,
    )
    .where(and(sql`${statuses.listed}`, isNull(accounts.suspendedAt)))
    .groupBy(sql`lately.tag_id`)
    .having(sql`count(distinct ${statuses.accountId}) >= ${crowd}`)
    .orderBy(sql`count(distinct ${statuses.accountId}) desc`, sql`count(*) desc`, sql`lately.tag_id desc`)
    .limit(given('limit'))
    .offset(given('offset')),
)

/** A post passed on counts twice as much as one that somebody liked. */
const score = sql`(2 * boosts_count + favourites_count)`
const posts = statement<{ from: number; limit: number }, { id: number }[]>('trends.posts', (db) => {
  const { id, accountId, boostsCount, favouritesCount } = statuses
  const recent = sql`select ${id} as id, ${accountId} as account_id, ${boostsCount} as boosts_count, ${favouritesCount} as favourites_count
    from ${readBy(statuses, 'statuses_public')} where ${and(isPublic, gte(id, given('from')))} order by ${desc(id)} limit ${mostPosts}`
  return db
    .select({ id: sql`recent.id`.mapWith(Number) })
    .from(sql`(${recent}) recent join ${accounts} on ${accounts.id} = recent.account_id`)
    .where(and(sql`${score} > 0`, sql`${accounts.discoverable}`, isNull(accounts.suspendedAt)))
    .orderBy(sql`${score} desc`, sql`recent.id desc`)
    .limit(given('limit'))
})

/** Tags of listed posts since a moment (ms), by how many people used them. */
export const trendingTagIds = async (db: Db, since: number, page: { limit: number; offset: number }): Promise<number[]> =>
  (await tags(db, { from: idAt(since), ...page })).map((row) => row.id)

/** Listed posts since a moment (ms) that were passed on or liked, the most first, of authors who want to be discovered. */
export const trendingStatusIds = async (db: Db, since: number): Promise<number[]> =>
  (await posts(db, { from: idAt(since), limit: ranked })).map((row) => row.id)
