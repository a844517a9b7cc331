import { kit } from '#db/kit.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'

const { table, id, ref, str, flag, json, oneOf, ms, index, uniqueIndex, personal, technical } = kit

/** Where a filter counts, in Mastodon's words. */
export const contexts = ['home', 'notifications', 'public', 'thread', 'account'] as const
export type FilterContext = (typeof contexts)[number]

const own = { purpose: 'what somebody does not want to read', retention: 'until the filter or the account is removed' }

/** What an account does not want to read, or only after a warning. Nobody else knows of it. */
export const filters = table(
  'filters',
  {
    id: id().primaryKey(),
    accountId: ref()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    title: personal(str().notNull(), own),
    contexts: technical(json<FilterContext[]>().notNull()),
    action: oneOf(['warn', 'hide', 'blur']).notNull().default('warn'),
    /** Null = never. */
    expiresAt: ms(),
    createdAt: ms().notNull(),
  },
  (t) => [index('filters_account').on(t.accountId, t.id)],
)

const filter = () =>
  ref()
    .notNull()
    .references(() => filters.id, { onDelete: 'cascade' })

export const filterKeywords = table(
  'filter_keywords',
  { id: id().primaryKey(), filterId: filter(), keyword: personal(str().notNull(), own), wholeWord: flag().notNull().default(true) },
  (t) => [index('filter_keywords_filter').on(t.filterId, t.id)],
)

/** Single posts under a filter. Not a foreign key here: statuses come later in the order of features. */
export const filterStatuses = table('filter_statuses', { id: id().primaryKey(), filterId: filter(), statusId: ref().notNull() }, (t) => [
  uniqueIndex('filter_statuses_pair').on(t.filterId, t.statusId),
  index('filter_statuses_status').on(t.statusId),
])

export type Filter = typeof filters.$inferSelect
export type FilterKeyword = typeof filterKeywords.$inferSelect
export type FilterStatus = typeof filterStatuses.$inferSelect
