import { and, asc, desc, eq, gt, gte, lt, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { idAt } from '#base/ids.ts'
import { statuses, statusTags, type Tag, tags } from '#features/statuses/statuses.schema.ts'
import { tagFollows } from './tags.schema.ts'

type Ids = readonly number[]
const given = sql.placeholder
const me = given('accountId')

const byNames = statement<{ names: readonly string[] }, Tag[]>('tags.namedSo', (db) =>
  db
    .select()
    .from(tags)
    .where(inList(tags.name, given('names'))),
)
const byIds = statement<{ ids: Ids }, Tag[]>('tags.byIds', (db) =>
  db
    .select()
    .from(tags)
    .where(inList(tags.id, given('ids'))),
)
const followedAmong = statement<{ accountId: number; ids: Ids }, { tagId: number }[]>('tags.followedAmong', (db) =>
  db
    .select({ tagId: tagFollows.tagId })
    .from(tagFollows)
    .where(and(eq(tagFollows.accountId, me), inList(tagFollows.tagId, given('ids')))),
)
const openAmong = statement<{ ids: Ids }, { id: number }[]>('tags.openAmong', (db) =>
  db
    .select({ id: tags.id })
    .from(tags)
    .where(
      and(
        inList(tags.id, given('ids')),
        sql`exists (select 1 from ${statusTags} join ${statuses} on ${statuses.id} = ${statusTags.statusId} where ${statusTags.tagId} = ${tags.id} and ${statuses.listed})`,
      ),
    ),
)
const underFollowed = statement<{ accountId: number; ids: Ids }, { statusId: number }[]>('tags.underFollowed', (db) =>
  db
    .select({ statusId: statusTags.statusId })
    .from(statusTags)
    .innerJoin(tagFollows, and(eq(tagFollows.tagId, statusTags.tagId), eq(tagFollows.accountId, me)))
    .where(inList(statusTags.statusId, given('ids'))),
)

const following = statement<{ accounts: Ids; id: number }, { accountId: number }[]>('tags.followedByCrowd', (db) =>
  db
    .select({ accountId: tagFollows.accountId })
    .from(tagFollows)
    .innerJoin(statusTags, and(eq(statusTags.tagId, tagFollows.tagId), eq(statusTags.statusId, given('id'))))
    .where(inList(tagFollows.accountId, given('accounts'))),
)

/** A row of the list of followed tags. */
export interface FollowedTag {
  id: number
  tagId: number
}
type Cut = { above: number; below: number; limit: number }
const followedPage = (name: string, up: boolean) =>
  statement<Cut & { accountId: number }, FollowedTag[]>(name, (db) =>
    db
      .select({ id: tagFollows.id, tagId: tagFollows.tagId })
      .from(tagFollows)
      .where(and(eq(tagFollows.accountId, me), gt(tagFollows.id, given('above')), lt(tagFollows.id, given('below'))))
      .orderBy(up ? asc(tagFollows.id) : desc(tagFollows.id))
      .limit(given('limit')),
  )
const followedDown = followedPage('tags.followed', false)
const followedUp = followedPage('tags.followedUp', true)

/** One day of a tag: how many listed posts carry it, and by how many accounts. `day` is the number of days since 1970 (UTC). */
export interface TagDay {
  tagId: number
  day: number
  uses: number
  accounts: number
}
const dayOf = sql<number>`${statusTags.statusId} / ${sql.raw(String(idAt(86_400_000)))}`
const days = statement<{ ids: Ids; from: number }, TagDay[]>('tags.days', (db) =>
  db
    .select({
      tagId: statusTags.tagId,
      day: dayOf.mapWith(Number),
      uses: sql`count(*)`.mapWith(Number),
      accounts: sql`count(distinct ${statuses.accountId})`.mapWith(Number),
    })
    .from(statusTags)
    .innerJoin(statuses, eq(statuses.id, statusTags.statusId))
    .where(and(inList(statusTags.tagId, given('ids')), gte(statusTags.statusId, given('from')), sql`${statuses.listed}`))
    .groupBy(statusTags.tagId, dayOf),
)

/** The tags of these folded names, in any order. One query, none for an empty list. */
export const tagsByNames = async (db: Db, names: readonly string[]): Promise<Tag[]> =>
  names.length === 0 ? [] : await byNames(db, { names })

/** The tags of these ids, in any order. One query, none for an empty list. */
export const tagsByIds = async (db: Db, ids: Ids): Promise<Tag[]> => (ids.length === 0 ? [] : await byIds(db, { ids }))

/** Those of the tags that the account follows. */
export const followedTagsAmong = async (db: Db, accountId: number, ids: Ids): Promise<Set<number>> =>
  ids.length === 0 ? new Set() : new Set((await followedAmong(db, { accountId, ids })).map((row) => row.tagId))

/** Those of the tags that stand in a listed post: everybody may know of them. */
export const openTagsAmong = async (db: Db, ids: Ids): Promise<Set<number>> =>
  ids.length === 0 ? new Set() : new Set((await openAmong(db, { ids })).map((row) => row.id))

/** Those of the statuses that carry a tag which the account follows. */
export const underFollowedTags = async (db: Db, accountId: number, statusIds: Ids): Promise<Set<number>> =>
  statusIds.length === 0 ? new Set() : new Set((await underFollowed(db, { accountId, ids: statusIds })).map((row) => row.statusId))

/** Those of the accounts that follow a tag of this status. */
export const followingTagsOf = async (db: Db, accountIds: Ids, statusId: number): Promise<Set<number>> =>
  accountIds.length === 0 ? new Set() : new Set((await following(db, { accounts: accountIds, id: statusId })).map((row) => row.accountId))

/** Followed tags from the edge of the cut on. */
export const followedTagRows = async (db: Db, accountId: number, { up, ...cut }: Cut & { up: boolean }): Promise<FollowedTag[]> =>
  await (up ? followedUp : followedDown)(db, { accountId, ...cut })

/** The days of these tags since `from`, an id. One query, none for an empty list. */
export const tagDays = async (db: Db, ids: Ids, from: number): Promise<TagDay[]> => (ids.length === 0 ? [] : await days(db, { ids, from }))

/** Follows a tag; nothing happens when it is followed. */
export async function insertTagFollow(db: Db, row: typeof tagFollows.$inferInsert): Promise<void> {
  await db.insert(tagFollows).values(row).onConflictDoNothing()
}

/** Ends a follow; nothing happens without one. */
export async function deleteTagFollow(db: Db, accountId: number, tagId: number): Promise<void> {
  await db.delete(tagFollows).where(and(eq(tagFollows.accountId, accountId), eq(tagFollows.tagId, tagId)))
}
