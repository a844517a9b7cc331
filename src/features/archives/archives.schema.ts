import { kit } from '#db/kit.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import type { StoredFile } from '#features/files/stored-file.ts'

const { table, id, ref, json, ms, index, technical } = kit

/** Archives of what somebody has written, asked for by themselves. */
export const archives = table(
  'archives',
  {
    id: id().primaryKey(),
    accountId: ref()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** Null until it is made. */
    file: technical(json<StoredFile>()),
    createdAt: ms().notNull(),
    readyAt: ms(),
  },
  (t) => [index('archives_account').on(t.accountId, t.id), index('archives_created').on(t.createdAt)],
)

export type Archive = typeof archives.$inferSelect
