import { and, count, desc, eq, max, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { statuses, statusTags, tags } from '#features/statuses/statuses.schema.ts'
import { featuredTags } from './profile.schema.ts'

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

/** The hashtags that an account features, most used first. */
export const featuredTagsOf = async (db: Db, accountId: number): Promise<FeaturedTag[]> => await featured(db, { accountId })
