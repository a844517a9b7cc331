import { eq, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { settings } from './settings.schema.ts'

export const settingByName = statement<{ name: string }, { value: unknown }[]>('settings.byName', (db) =>
  db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.name, sql.placeholder('name'))),
)

export const upsertSetting = async (db: Db, name: string, value: unknown, changedAt: number) =>
  await db.insert(settings).values({ name, value, changedAt }).onConflictDoUpdate({ target: settings.name, set: { value, changedAt } })
