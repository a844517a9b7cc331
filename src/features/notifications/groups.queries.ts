import { and, eq, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { notifications } from './notifications.schema.ts'

const inUse = statement<{ accountId: number; keys: readonly string[] }, { key: string | null }[]>('notifications.keyInUse', (db) =>
  db
    .select({ key: notifications.groupKey })
    .from(notifications)
    .where(and(eq(notifications.accountId, sql.placeholder('accountId')), inList(notifications.groupKey, sql.placeholder('keys'))))
    .limit(1),
)

/** The one of these keys under which the account has a group, if any. */
export const keyInUse = async (db: Db, accountId: number, keys: readonly string[]): Promise<string | undefined> =>
  (await inUse(db, { accountId, keys }))[0]?.key ?? undefined
