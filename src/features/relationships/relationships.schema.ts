import { accounts } from '#features/accounts/accounts.schema.ts'
import { sql } from '#db/drizzle.ts'
import { kit } from '#db/kit.ts'

const { table, id, ref, str, flag, json, ms, index, uniqueIndex, primaryKey, personal, technical } = kit

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
    languages: personal(json<string[]>(), { purpose: 'letting into home what the follower reads', retention: 'until the follow ends' }),
    createdAt: ms().notNull(),
  },
  (t) => [
    uniqueIndex('follows_pair').on(t.accountId, t.targetId),
    index('follows_target').on(t.targetId, t.id),
    index('follows_keen')
      .on(t.targetId, t.id)
      .where(sql`${t.notify}`),
    index('follows_account').on(t.accountId, t.id),
  ],
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
    languages: personal(json<string[]>(), { purpose: 'letting into home what the follower reads', retention: 'until the follow ends' }),
    createdAt: ms().notNull(),
  },
  (t) => [uniqueIndex('follow_requests_pair').on(t.accountId, t.targetId), index('follow_requests_target').on(t.targetId, t.id)],
)

export const blocks = table(
  'blocks',
  { id: id().primaryKey(), accountId: account(), targetId: account(), createdAt: ms().notNull() },
  (t) => [
    uniqueIndex('blocks_pair').on(t.accountId, t.targetId),
    index('blocks_target').on(t.targetId, t.accountId),
    index('blocks_account').on(t.accountId, t.id),
  ],
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
  (t) => [
    uniqueIndex('mutes_pair').on(t.accountId, t.targetId),
    index('mutes_target').on(t.targetId, t.accountId),
    index('mutes_account').on(t.accountId, t.id),
  ],
)

/** What `account` keeps in mind about `target`; nobody else reads it. */
export const accountNotes = table(
  'account_notes',
  {
    accountId: account(),
    targetId: account(),
    comment: personal(str().notNull(), {
      purpose: 'a private note of one colleague about another',
      retention: 'until the writer removes it, or one of the two accounts is removed',
    }),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.targetId] }), index('account_notes_target').on(t.targetId)],
)

/** Accounts that `account` recommends on the profile. */
export const endorsements = table(
  'endorsements',
  { id: id().primaryKey(), accountId: account(), targetId: account(), createdAt: ms().notNull() },
  (t) => [
    uniqueIndex('endorsements_pair').on(t.accountId, t.targetId),
    index('endorsements_account').on(t.accountId, t.id),
    index('endorsements_target').on(t.targetId),
  ],
)

/** Partner servers whose people `account` does not want to hear of. */
export const accountDomainBlocks = table(
  'account_domain_blocks',
  { id: id().primaryKey(), accountId: account(), domain: technical(str().notNull()), createdAt: ms().notNull() },
  (t) => [
    uniqueIndex('account_domain_blocks_pair').on(t.accountId, t.domain),
    index('account_domain_blocks_account').on(t.accountId, t.id),
  ],
)
