import { accounts } from '#features/accounts/accounts.schema.ts'
import { kit } from '#db/kit.ts'

const { table, ref, oneOf, int, ms, primaryKey } = kit

/** The timelines in which apps keep a place. */
export const timelines = ['home', 'notifications'] as const

/** How far somebody has read; `version` counts the times that it moved. */
export const markers = table(
  'markers',
  {
    accountId: ref()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    timeline: oneOf(timelines).notNull(),
    lastReadId: ref().notNull(),
    version: int().notNull(),
    updatedAt: ms().notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.timeline] })],
)

export type Marker = typeof markers.$inferSelect
