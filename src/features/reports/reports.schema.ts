import { kit } from '#db/kit.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'

const { table, id, ref, str, oneOf, json, ms, index, personal } = kit

const kept = 'until the account of the reporter or of the reported is removed'
const account = () =>
  ref()
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' })

/** What somebody reports to those who look after the house. */
export const reports = table(
  'reports',
  {
    id: id().primaryKey(),
    /** Who reports whom. */
    accountId: account(),
    targetId: account(),
    category: oneOf(['spam', 'legal', 'violation', 'other']).notNull(),
    comment: personal(str().notNull(), { purpose: 'what the reporter says of it, for moderators', retention: kept }),
    /** Posts of the reported account that the reporter could see. */
    statusIds: personal(json<number[]>().notNull(), { purpose: 'the posts that the report is about', retention: kept }),
    /** Numbers of the rules of the house that were broken, as GET /api/v1/instance/rules has them. */
    ruleIds: personal(json<number[]>().notNull(), { purpose: 'the rules that the report is about', retention: kept }),
    createdAt: ms().notNull(),
  },
  (t) => [index('reports_account').on(t.accountId), index('reports_target').on(t.targetId)],
)

export type Report = typeof reports.$inferSelect
