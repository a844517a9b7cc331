import { eq, getTableColumns, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type NotificationPolicy, notificationPolicies } from './notifications.schema.ts'

const { accountId: _, ...classes } = getTableColumns(notificationPolicies)

const chosen = statement<{ accountId: number }, NotificationPolicy[]>('notifications.policy', (db) =>
  db
    .select(classes)
    .from(notificationPolicies)
    .where(eq(notificationPolicies.accountId, sql.placeholder('accountId'))),
)

/** The policy that an account has chosen; undefined = none. */
export const chosenPolicy = async (db: Db, accountId: number): Promise<NotificationPolicy | undefined> =>
  (await chosen(db, { accountId }))[0]

/** Keeps an account's policy. */
export async function savePolicy(db: Db, accountId: number, policy: NotificationPolicy): Promise<void> {
  await db
    .insert(notificationPolicies)
    .values({ accountId, ...policy })
    .onConflictDoUpdate({ target: notificationPolicies.accountId, set: policy })
}
