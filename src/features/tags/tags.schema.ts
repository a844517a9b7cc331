import { kit } from '#db/kit.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { tags } from '#features/statuses/statuses.schema.ts'

const { table, id, ref, ms, index, uniqueIndex } = kit

/** Hashtags whose posts an account wants in its home. */
export const tagFollows = table(
  'tag_follows',
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
  (t) => [
    uniqueIndex('tag_follows_pair').on(t.accountId, t.tagId),
    index('tag_follows_account').on(t.accountId, t.id),
    index('tag_follows_tag').on(t.tagId),
  ],
)

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
