import { accounts } from '#features/accounts/accounts.schema.ts'
import { kit } from '#db/kit.ts'

const { table, ref, index, primaryKey } = kit

const account = () =>
  ref()
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' })

/** Accounts that `account` does not want to be shown again as one to follow. */
export const dismissedSuggestions = table('dismissed_suggestions', { accountId: account(), targetId: account() }, (t) => [
  primaryKey({ columns: [t.accountId, t.targetId] }),
  index('dismissed_suggestions_target').on(t.targetId),
])
