import { sql } from '#db/drizzle.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import { kit } from '#db/kit.ts'

const { table, id, ref, str, flag, index, uniqueIndex, primaryKey, technical } = kit

const account = () =>
  ref()
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' })

/** A thread of posts for named people as one of them has it: one for each circle of people in it. */
export const conversations = table(
  'conversations',
  {
    id: id().primaryKey(),
    accountId: account(),
    threadId: ref().notNull(),
    /** Ids of the others, ascending, with commas between. */
    participants: technical(str().notNull()),
    unread: flag().notNull(),
  },
  (t) => [
    uniqueIndex('conversations_circle').on(t.accountId, t.threadId, t.participants),
    // Asked by every page.
    index('conversations_unread')
      .on(t.accountId)
      .where(sql`${t.unread}`),
  ],
)

/** Its posts. The newest is the last status; a conversation without any is shown nowhere. */
export const conversationStatuses = table(
  'conversation_statuses',
  {
    conversationId: ref()
      .notNull()
      .references(() => conversations.id, { onDelete: 'cascade' }),
    accountId: account(),
    statusId: ref()
      .notNull()
      .references(() => statuses.id, { onDelete: 'cascade' }),
  },
  (t) => [
    primaryKey({ columns: [t.conversationId, t.statusId] }),
    uniqueIndex('conversation_statuses_account').on(t.accountId, t.statusId),
    index('conversation_statuses_status').on(t.statusId),
  ],
)

export type Conversation = typeof conversations.$inferSelect
