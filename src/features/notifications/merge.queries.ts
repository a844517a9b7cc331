import { and, asc, eq, inArray, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import { type Notification, notificationPermissions, notifications } from './notifications.schema.ts'

type Pair = Pick<Notification, 'accountId' | 'fromAccountId'>

const filteredFrom = ({ accountId, fromAccountId }: Pair) =>
  and(eq(notifications.accountId, accountId), eq(notifications.fromAccountId, fromAccountId), sql`${notifications.filtered}`)

/** Lets a sender past every policy of the account from now on. */
export async function permitSender(db: Db, pair: Pair, at: number): Promise<void> {
  await db
    .insert(notificationPermissions)
    .values({ ...pair, createdAt: at })
    .onConflictDoNothing()
}

/** Deletes what the policy has set aside from a sender. */
export async function deleteFiltered(db: Db, pair: Pair): Promise<void> {
  await db.delete(notifications).where(filteredFrom(pair))
}

/**
 * Brings back up to `most` rows that the policy had set aside from a sender, oldest first. Answers how many there were, and which posts for
 * named people are among their mentions.
 */
export async function unfilter(db: Db, pair: Pair, most: number): Promise<{ count: number; letterIds: number[] }> {
  const rows = await db
    .select({ id: notifications.id, type: notifications.type, statusId: statuses.id, audience: statuses.audience })
    .from(notifications)
    .leftJoin(statuses, eq(statuses.id, notifications.statusId))
    .where(filteredFrom(pair))
    .orderBy(asc(notifications.id))
    .limit(most)
  const ids = rows.map((row) => row.id)
  if (ids.length > 0) await db.update(notifications).set({ filtered: false }).where(inArray(notifications.id, ids))
  const letters = rows.filter((row) => row.type === 'mention' && row.audience === 'named')
  return { count: ids.length, letterIds: letters.map((row) => row.statusId).filter((id) => id !== null) }
}

const unmerged = statement<{ accountId: number }, { id: number }[]>('notifications.unmerged', (db) =>
  db
    .select({ id: notifications.id })
    .from(notifications)
    .innerJoin(
      notificationPermissions,
      and(
        eq(notificationPermissions.accountId, notifications.accountId),
        eq(notificationPermissions.fromAccountId, notifications.fromAccountId),
      ),
    )
    .where(and(eq(notifications.accountId, sql.placeholder('accountId')), sql`${notifications.filtered}`))
    .limit(1),
)

/** Whether all that accepted senders had sent stands among the account's notifications. */
export const isMerged = async (db: Db, accountId: number): Promise<boolean> => (await unmerged(db, { accountId })).length === 0
