import { and, eq, inArray } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import { type NotificationRequest, notificationPermissions, notificationRequests } from './notifications.schema.ts'

type Pair = Pick<NotificationRequest, 'accountId' | 'fromAccountId'>

/** Files a request, or notes that its sender has written again. */
export async function noteRequest(db: Db, row: Pair & { id: number; at: number }): Promise<void> {
  const { at, ...keys } = row
  await db
    .insert(notificationRequests)
    .values({ ...keys, createdAt: at, updatedAt: at })
    .onConflictDoUpdate({ target: [notificationRequests.accountId, notificationRequests.fromAccountId], set: { updatedAt: at } })
}

/** Takes an account's requests of these ids away, and answers whose they were. */
export async function takeRequests(db: Db, accountId: number, ids: readonly number[]): Promise<number[]> {
  const mine = and(eq(notificationRequests.accountId, accountId), inArray(notificationRequests.id, [...ids]))
  const rows = await db.delete(notificationRequests).where(mine).returning({ from: notificationRequests.fromAccountId })
  return rows.map((row) => row.from)
}

/** Lets a sender past every policy of the account from now on. */
export async function permitSender(db: Db, pair: Pair, at: number): Promise<void> {
  await db
    .insert(notificationPermissions)
    .values({ ...pair, createdAt: at })
    .onConflictDoNothing()
}
