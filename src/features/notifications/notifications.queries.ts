import { and, eq, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type Notification, notifications } from './notifications.schema.ts'

/** Why an account is told something: one row, however often it is written. */
export type Cause = Pick<Notification, 'accountId' | 'type' | 'fromAccountId' | 'statusId'>

const insert = statement<Notification, { id: number }[]>('notifications.insert', (db) =>
  db
    .insert(notifications)
    .values({
      id: sql.placeholder('id'),
      accountId: sql.placeholder('accountId'),
      type: sql.placeholder('type'),
      fromAccountId: sql.placeholder('fromAccountId'),
      statusId: sql.placeholder('statusId'),
      createdAt: sql.placeholder('createdAt'),
      filtered: sql.placeholder('filtered'),
      groupKey: sql.placeholder('groupKey'),
    })
    .onConflictDoNothing()
    .returning({ id: notifications.id }),
)

/** Adds a notification; false when the account has been told of this cause already. */
export const insertNotification = async (db: Db, row: Notification): Promise<boolean> => (await insert(db, { ...row })).length === 1

const remove = statement<Cause, unknown>('notifications.takeBack', (db) =>
  db
    .delete(notifications)
    .where(
      and(
        eq(notifications.accountId, sql.placeholder('accountId')),
        eq(notifications.type, sql.placeholder('type')),
        eq(notifications.fromAccountId, sql.placeholder('fromAccountId')),
        sql`coalesce(${notifications.statusId}, 0) = ${sql.placeholder('statusId')}`,
      ),
    ),
)

/** Takes back what an account was told of a cause that is no more. */
export const deleteNotification = async (db: Db, cause: Cause): Promise<void> =>
  void (await remove(db, { ...cause, statusId: cause.statusId ?? 0 }))
