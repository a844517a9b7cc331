import { accounts } from '#features/accounts/accounts.schema.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import { kit } from '#db/kit.ts'

const { table, id, ref, oneOf, ms, index, uniqueIndex } = kit

const account = () =>
  ref()
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' })

/** What an account is told: one row for each cause, whoever writes it and how often (the unique index). */
export const notifications = table(
  'notifications',
  {
    id: id().primaryKey(),
    accountId: account(),
    type: oneOf(['mention']).notNull(),
    fromAccountId: account(),
    statusId: ref().references(() => statuses.id, { onDelete: 'cascade' }),
    createdAt: ms().notNull(),
  },
  (t) => [
    uniqueIndex('notifications_cause').on(t.accountId, t.type, t.fromAccountId, t.statusId),
    index('notifications_account').on(t.accountId, t.id),
    index('notifications_status').on(t.statusId),
    index('notifications_from').on(t.fromAccountId),
  ],
)

export type Notification = typeof notifications.$inferSelect
