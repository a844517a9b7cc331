import { and, asc, desc, gte, lt, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { statuses, statusTags, tags } from '#features/statuses/statuses.schema.ts'
import { tagFollows } from '#features/tags/tags.schema.ts'

type Params = { name: string; end: string; viewerId: number; limit: number; offset: number }
const given = sql.placeholder

const isOpen = sql`exists (select 1 from ${statusTags} join ${statuses} on ${statuses.id} = ${statusTags.statusId} where ${statusTags.tagId} = ${tags.id} and ${statuses.listed})`
const isFollowed = sql`exists (select 1 from ${tagFollows} where ${tagFollows.accountId} = ${given('viewerId')} and ${tagFollows.tagId} = ${tags.id})`

const begun = statement<Params, { id: number }[]>('search.tags', (db) =>
  db
    .select({ id: tags.id })
    .from(tags)
    .where(and(gte(tags.name, given('name')), lt(tags.name, given('end')), sql`(${isOpen} or ${isFollowed})`))
    .orderBy(desc(sql`case when ${tags.name} = ${given('name')} then 1 else 0 end`), asc(sql`length(${tags.name})`), asc(tags.name))
    .limit(given('limit'))
    .offset(given('offset')),
)

/** Ids of the hashtags that begin so, the exact one first, then the shortest: those that everybody may know of, and those that one follows. */
export const tagIdsBeginning = async (
  db: Db,
  { name, ...page }: { name: string; viewerId: number; limit: number; offset: number },
): Promise<number[]> => (await begun(db, { name, end: `${name}\u{10ffff}`, ...page })).map((row) => row.id)
