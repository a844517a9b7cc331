import { accounts } from '#features/accounts/accounts.schema.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import { sql } from '#db/drizzle.ts'
import { kit } from '#db/kit.ts'

const { table, id, ref, str, flag, oneOf, ms, index, uniqueIndex, primaryKey, technical } = kit

const account = () =>
  ref()
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' })

/** Why somebody is told, in Mastodon's words: apps filter by them. */
export const notificationTypes = ['mention', 'status', 'reblog', 'favourite', 'follow', 'follow_request', 'poll'] as const

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
    /** The receiver's policy set it aside: it waits under its sender's request and is neither listed nor streamed. */
    filtered: flag().notNull().default(false),
    /** Under which like ones are shown together; null = always alone. Fixed when the row is written. */
    groupKey: technical(str()),
  },
  (t) => [
    // The status first: by it they are found when it goes.
    uniqueIndex('notifications_cause').on(t.statusId, t.accountId, t.type, t.fromAccountId),
    uniqueIndex('notifications_plain_cause')
      .on(t.accountId, t.type, t.fromAccountId)
      .where(sql`${t.statusId} is null`),
    index('notifications_account').on(t.accountId, t.id),
    index('notifications_from').on(t.fromAccountId),
    index('notifications_group')
      .on(t.accountId, t.groupKey, t.id)
      .where(sql`${t.groupKey} is not null`),
    index('notifications_filtered')
      .on(t.accountId, t.fromAccountId, t.id)
      .where(sql`${t.filtered}`),
  ],
)

/** What becomes of a notification from somebody of a class. */
export const fates = ['accept', 'filter', 'drop'] as const
const fate = () => oneOf(fates).notNull()

/** How an account wants to be told by classes of senders; without a row `usualPolicy` holds. */
export const notificationPolicies = table('notification_policies', {
  accountId: ref()
    .primaryKey()
    .references(() => accounts.id, { onDelete: 'cascade' }),
  notFollowing: fate(),
  notFollowers: fate(),
  newAccounts: fate(),
  privateMentions: fate(),
  limitedAccounts: fate(),
  bots: fate(),
})

/** Senders whose request was accepted: no policy holds for them. */
export const notificationPermissions = table(
  'notification_permissions',
  { accountId: account(), fromAccountId: account(), createdAt: ms().notNull() },
  (t) => [primaryKey({ columns: [t.accountId, t.fromAccountId] }), index('notification_permissions_from').on(t.fromAccountId)],
)

/** Senders of filtered mentions who wait for a word. What waits are the filtered rows of `notifications`; a request without any is not shown. */
export const notificationRequests = table(
  'notification_requests',
  { id: id().primaryKey(), accountId: account(), fromAccountId: account(), createdAt: ms().notNull(), updatedAt: ms().notNull() },
  (t) => [
    uniqueIndex('notification_requests_pair').on(t.accountId, t.fromAccountId),
    index('notification_requests_account').on(t.accountId, t.id),
    index('notification_requests_from').on(t.fromAccountId),
  ],
)

export type Notification = typeof notifications.$inferSelect
export type NotificationType = (typeof notificationTypes)[number]
export type Fate = (typeof fates)[number]
export type NotificationPolicy = Omit<typeof notificationPolicies.$inferSelect, 'accountId'>
export type NotificationRequest = typeof notificationRequests.$inferSelect
