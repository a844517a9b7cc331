import { inList } from '#db/dialect.ts'
import { and, count, desc, eq, max, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { statuses, statusTags, tags } from '#features/statuses/statuses.schema.ts'
import { featuredTags } from './tags.schema.ts'

/** A featured hashtag, and what its account has posted with it for everyone. */
export interface FeaturedTag {
  id: number
  tagId: number
  /** Folded; `display` is the spelling seen first. */
  name: string
  display: string
  uses: number
  lastUsedAt: number | null
}

const uses = count(statuses.id).mapWith(Number)
const featured = statement<{ accountId: number }, FeaturedTag[]>('featuredTags.of', (db) =>
  db
    .select({
      id: featuredTags.id,
      tagId: featuredTags.tagId,
      name: tags.name,
      display: tags.display,
      uses,
      lastUsedAt: max(statuses.createdAt).mapWith(Number),
    })
    .from(featuredTags)
    .innerJoin(tags, eq(tags.id, featuredTags.tagId))
    .leftJoin(statusTags, eq(statusTags.tagId, featuredTags.tagId))
    .leftJoin(
      statuses,
      and(eq(statuses.id, statusTags.statusId), eq(statuses.accountId, featuredTags.accountId), eq(statuses.audience, 'everyone')),
    )
    .where(eq(featuredTags.accountId, sql.placeholder('accountId')))
    .groupBy(featuredTags.id, featuredTags.tagId, tags.name, tags.display)
    .orderBy(desc(uses), desc(featuredTags.id)),
)

const among = statement<{ accountId: number; ids: readonly number[] }, { tagId: number }[]>('featuredTags.among', (db) =>
  db
    .select({ tagId: featuredTags.tagId })
    .from(featuredTags)
    .where(and(eq(featuredTags.accountId, sql.placeholder('accountId')), inList(featuredTags.tagId, sql.placeholder('ids')))),
)

/** Posts whose tags count for what somebody might want to feature: the newest ones. */
const newest = 1000

const lately = statement<{ accountId: number; limit: number }, { tagId: number }[]>('featuredTags.lately', (db) => {
  const me = sql.placeholder('accountId')
  const recent = sql`select ${statuses.id} as id from ${statuses} where ${statuses.accountId} = ${me} order by ${statuses.id} desc limit ${sql.raw(String(newest))}`
  return db
    .select({ tagId: sql`status_tags.tag_id`.mapWith(Number) })
    .from(sql`(${recent}) recent join ${statusTags} on ${statusTags.statusId} = recent.id`)
    .where(
      sql`not exists (select 1 from ${featuredTags} where ${featuredTags.accountId} = ${me} and ${featuredTags.tagId} = ${statusTags.tagId})`,
    )
    .groupBy(statusTags.tagId)
    .orderBy(sql`count(*) desc`, sql`max(${statusTags.statusId}) desc`)
    .limit(sql.placeholder('limit'))
})

/** The hashtags that an account features, most used first. */
export const featuredTagsOf = async (db: Db, accountId: number): Promise<FeaturedTag[]> => await featured(db, { accountId })

/** Those of the tags that the account features. One query, none for an empty list. */
export const featuredTagsAmong = async (db: Db, accountId: number, ids: readonly number[]): Promise<Set<number>> =>
  ids.length === 0 ? new Set() : new Set((await among(db, { accountId, ids })).map((row) => row.tagId))

/** Tags that an account uses most in its newest posts and does not feature. */
export const latelyUsedTags = async (db: Db, accountId: number, limit: number): Promise<number[]> =>
  (await lately(db, { accountId, limit })).map((row) => row.tagId)

/** Features a tag; nothing happens when it is featured. */
export async function insertFeaturedTag(db: Db, row: typeof featuredTags.$inferInsert): Promise<void> {
  await db.insert(featuredTags).values(row).onConflictDoNothing()
}

/** Ends it; false when the account does not feature such a one. */
export async function deleteFeaturedTag(db: Db, accountId: number, which: { id: number } | { tagId: number }): Promise<boolean> {
  const meant = 'id' in which ? eq(featuredTags.id, which.id) : eq(featuredTags.tagId, which.tagId)
  const gone = await db
    .delete(featuredTags)
    .where(and(eq(featuredTags.accountId, accountId), meant))
    .returning({ id: featuredTags.id })
  return gone.length === 1
}
