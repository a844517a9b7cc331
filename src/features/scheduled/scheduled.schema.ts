import { accounts } from '#features/accounts/accounts.schema.ts'
import { sql } from '#db/drizzle.ts'
import { kit } from '#db/kit.ts'
import type { NewStatus } from '#features/statuses/new-status.ts'

const { table, id, ref, oneOf, json, ms, str, index, personal, technical } = kit

/** Why a post was not published at its time (docs/adr/0026). */
export const failures = ['account_closed', 'not_found', 'unexpected_accounts', 'refused', 'internal'] as const
export type Failure = (typeof failures)[number]

/**
 * Posts that are published later; nobody but their author sees them. A row lives until its post is published, in the same transaction, or
 * its author takes it away. `failed_at` and `reason`: it was due and could not be published, and waits for its author.
 */
export const scheduledStatuses = table(
  'scheduled_statuses',
  {
    id: id().primaryKey(),
    accountId: ref()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    wish: personal(json<NewStatus>().notNull(), {
      purpose: 'a post that its author wants published later',
      retention: 'until it is published or its author deletes it',
    }),
    appId: ref(),
    /** The Idempotency-Key of the request that made it: it answers the status once that is there. */
    repeat: technical(str()),
    dueAt: ms().notNull(),
    failedAt: ms(),
    reason: oneOf(failures),
    createdAt: ms().notNull(),
  },
  (t) => [
    index('scheduled_statuses_account').on(t.accountId, t.id),
    index('scheduled_statuses_due').on(t.accountId, t.dueAt),
    index('scheduled_statuses_waiting')
      .on(t.dueAt)
      .where(sql`${t.failedAt} is null`),
  ],
)

export type Scheduled = typeof scheduledStatuses.$inferSelect
