import { accounts } from '#features/accounts/accounts.schema.ts'
import { kit } from '#db/kit.ts'

const { table, id, ref, str, flag, ms, oneOf, index, primaryKey } = kit

/** A circle of accounts that posts can be addressed to. */
export const groups = table('groups', {
  id: id().primaryKey(),
  name: str().notNull(),
  slug: str().notNull().unique(),
  closed: flag().notNull().default(false),
  createdAt: ms().notNull(),
})

export const groupMembers = table(
  'group_members',
  {
    groupId: ref()
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
    accountId: ref()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    role: oneOf(['member', 'admin']).notNull().default('member'),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.accountId] }), index('group_members_account').on(t.accountId, t.groupId)],
)
