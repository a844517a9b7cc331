import { accounts } from '#features/accounts/accounts.schema.ts'
import { tags } from '#features/statuses/statuses.schema.ts'
import { kit } from '#db/kit.ts'

const { table, id, ref, ms, index, uniqueIndex } = kit

/** Hashtags that an account shows on its profile. */
export const featuredTags = table(
  'featured_tags',
  {
    id: id().primaryKey(),
    accountId: ref()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    tagId: ref()
      .notNull()
      .references(() => tags.id),
    createdAt: ms().notNull(),
  },
  (t) => [uniqueIndex('featured_tags_pair').on(t.accountId, t.tagId), index('featured_tags_tag').on(t.tagId)],
)
