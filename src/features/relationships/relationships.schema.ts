import { accounts } from '#features/accounts/accounts.schema.ts'
import { kit } from '#db/kit.ts'

const { table, id, ref, flag, json, ms, index, uniqueIndex } = kit

const account = () =>
  ref()
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' })

/** `account` follows `target`; the languages limit what of the target reaches home, null = all. */
export const follows = table(
  'follows',
  {
    id: id().primaryKey(),
    accountId: account(),
    targetId: account(),
    reblogs: flag().notNull().default(true),
    notify: flag().notNull().default(false),
    languages: json<string[]>(),
    createdAt: ms().notNull(),
  },
  (t) => [uniqueIndex('follows_pair').on(t.accountId, t.targetId), index('follows_target').on(t.targetId, t.id)],
)

/** A wish to follow a locked account, with the options that the follow will have. */
export const followRequests = table(
  'follow_requests',
  {
    id: id().primaryKey(),
    accountId: account(),
    targetId: account(),
    reblogs: flag().notNull().default(true),
    notify: flag().notNull().default(false),
    languages: json<string[]>(),
    createdAt: ms().notNull(),
  },
  (t) => [uniqueIndex('follow_requests_pair').on(t.accountId, t.targetId), index('follow_requests_target').on(t.targetId, t.id)],
)

export const blocks = table(
  'blocks',
  { id: id().primaryKey(), accountId: account(), targetId: account(), createdAt: ms().notNull() },
  (t) => [uniqueIndex('blocks_pair').on(t.accountId, t.targetId), index('blocks_target').on(t.targetId, t.accountId)],
)

/** `until` null = for ever. */
export const mutes = table(
  'mutes',
  {
    id: id().primaryKey(),
    accountId: account(),
    targetId: account(),
    hideNotifications: flag().notNull().default(true),
    until: ms(),
    createdAt: ms().notNull(),
  },
  (t) => [uniqueIndex('mutes_pair').on(t.accountId, t.targetId), index('mutes_target').on(t.targetId, t.accountId)],
)
