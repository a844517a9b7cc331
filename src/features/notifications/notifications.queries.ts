import { sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type Notification, notifications } from './notifications.schema.ts'

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
    })
    .onConflictDoNothing()
    .returning({ id: notifications.id }),
)

/** Adds a notification; false when the account has been told of this cause already. */
export const insertNotification = async (db: Db, row: Notification): Promise<boolean> => (await insert(db, { ...row })).length === 1
