import { accounts } from '#features/accounts/accounts.schema.ts'
import { kit } from '#db/kit.ts'
import { statuses } from './statuses.schema.ts'

const { table, id, ref, ms, index, uniqueIndex, primaryKey } = kit

const columns = () => ({
  id: id().primaryKey(),
  accountId: ref()
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' }),
  statusId: ref()
    .notNull()
    .references(() => statuses.id, { onDelete: 'cascade' }),
  createdAt: ms().notNull(),
})

/** Who likes which post; counted in `favourites_count`. Apps page through them by `id`. */
export const favourites = table('favourites', columns(), (t) => [
  uniqueIndex('favourites_pair').on(t.accountId, t.statusId),
  index('favourites_account').on(t.accountId, t.id),
  index('favourites_status').on(t.statusId, t.id),
])

/** Posts that somebody keeps for later; nobody else learns of it. */
export const bookmarks = table('bookmarks', columns(), (t) => [
  uniqueIndex('bookmarks_pair').on(t.accountId, t.statusId),
  index('bookmarks_account').on(t.accountId, t.id),
  index('bookmarks_status').on(t.statusId),
])

/** Own posts that stand at the top of a profile. */
export const pins = table('pins', columns(), (t) => [
  uniqueIndex('pins_pair').on(t.accountId, t.statusId),
  index('pins_status').on(t.statusId),
])

/** Threads of which an account wants to be told nothing. */
export const threadMutes = table(
  'thread_mutes',
  {
    accountId: ref()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    threadId: ref().notNull(),
    createdAt: ms().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.threadId] })],
)

export type Mark = typeof favourites.$inferSelect
