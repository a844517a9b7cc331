import { accounts } from '#features/accounts/accounts.schema.ts'
import { kit } from '#db/kit.ts'

const { table, id, ref, int, flag, json, ms, index, uniqueIndex, primaryKey, personal, technical } = kit

/**
 * The question that a post asks. `tallies` counts the voters of each option, in their order, and changes in the transaction of the ballot.
 * The status is not a foreign key: statuses come later in the order, and their owner takes the poll away with the post.
 */
export const polls = table(
  'polls',
  {
    id: id().primaryKey(),
    statusId: ref().notNull(),
    options: personal(json<string[]>().notNull(), { purpose: 'what the author asks', retention: 'until the status is retired' }),
    tallies: technical(json<number[]>().notNull()),
    votersCount: int().notNull().default(0),
    multiple: flag().notNull().default(false),
    hideTotals: flag().notNull().default(false),
    endsAt: ms().notNull(),
    /** When its end was told; an end that moves is told anew. */
    closedAt: ms(),
  },
  (t) => [uniqueIndex('polls_status').on(t.statusId)],
)

/** What one account has chosen: one row, so that nobody votes twice. */
export const pollBallots = table(
  'poll_ballots',
  {
    pollId: ref()
      .notNull()
      .references(() => polls.id, { onDelete: 'cascade' }),
    accountId: ref()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** Indexes of options, ascending. */
    choices: personal(json<number[]>().notNull(), {
      purpose: 'what somebody voted for',
      retention: 'until the poll or the account is removed',
    }),
  },
  (t) => [primaryKey({ columns: [t.pollId, t.accountId] }), index('poll_ballots_account').on(t.accountId)],
)

export type Poll = typeof polls.$inferSelect
export type Ballot = typeof pollBallots.$inferSelect
