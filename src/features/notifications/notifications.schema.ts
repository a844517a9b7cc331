import { accounts } from '#features/accounts/accounts.schema.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import { sql } from '#db/drizzle.ts'
import { kit } from '#db/kit.ts'

const { table, id, ref, oneOf, ms, index, uniqueIndex } = kit

const account = () =>
  ref()
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' })

/** Why somebody is told, in Mastodon's words: apps filter by them. */
export const notificationTypes = ['mention', 'status', 'reblog', 'favourite', 'follow', 'follow_request'] as const

/** What an account is told: one row for each cause, whoever writes it and how often (the unique index). */
export const notifications = table(
  'notifications',
  {
    id: id().primaryKey(),
    accountId: account(),
    type: oneOf(notificationTypes).notNull(),
    fromAccountId: account(),
    statusId: ref().references(() => statuses.id, { onDelete: 'cascade' }),
    createdAt: ms().notNull(),
  },
  (t) => [
    uniqueIndex('notifications_cause').on(t.accountId, t.type, t.fromAccountId, t.statusId),
    uniqueIndex('notifications_plain_cause')
      .on(t.accountId, t.type, t.fromAccountId)
      .where(sql`${t.statusId} is null`),
    index('notifications_account').on(t.accountId, t.id),
    index('notifications_status').on(t.statusId),
    index('notifications_from').on(t.fromAccountId),
  ],
)

export type Notification = typeof notifications.$inferSelect
