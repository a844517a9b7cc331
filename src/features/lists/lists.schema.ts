import { sql } from '#db/drizzle.ts'
import { kit } from '#db/kit.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { follows } from '#features/relationships/relationships.schema.ts'

const { table, id, ref, str, flag, oneOf, ms, index, primaryKey, personal } = kit

const account = () =>
  ref()
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' })

/** A reader's choice of some whom they follow, with a timeline of its own. Nobody else knows of it. */
export const lists = table(
  'lists',
  {
    id: id().primaryKey(),
    accountId: account(),
    title: personal(str().notNull(), {
      purpose: 'what somebody calls a choice of colleagues, for their own eyes',
      retention: 'until the list or the account is removed',
    }),
    /** Answers by members to whom stand in the list: to members, to all whom the owner follows, or to nobody. Those to the owner and to themselves always do. */
    repliesPolicy: oneOf(['list', 'followed', 'none']).notNull().default('list'),
    /** Posts of members stand here and not in home. */
    exclusive: flag().notNull().default(false),
    createdAt: ms().notNull(),
  },
  (t) => [index('lists_account').on(t.accountId, t.id)],
)

/** Who is on a list. It ends with the follow by which the owner may see them there; without one it is the owner. */
export const listAccounts = table(
  'list_accounts',
  {
    listId: ref()
      .notNull()
      .references(() => lists.id, { onDelete: 'cascade' }),
    accountId: account(),
    followId: ref().references(() => follows.id, { onDelete: 'cascade' }),
  },
  (t) => [
    primaryKey({ columns: [t.listId, t.accountId] }),
    index('list_accounts_account').on(t.accountId, t.listId),
    index('list_accounts_follow')
      .on(t.followId)
      .where(sql`${t.followId} is not null`),
  ],
)

export type List = typeof lists.$inferSelect
