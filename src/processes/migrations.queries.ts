import { codeOf } from '#db/dialect.ts'
import { sql } from '#db/drizzle.ts'
import { pendingOf, readMigrations } from '#db/migration-files.ts'
import type { Store } from '#db/store.ts'
import { migrationsFolder } from './migrations-folder.ts'

/** Names of the migrations that the database lacks. Throws when an applied one was changed. */
export async function pendingMigrations(store: Store): Promise<string[]> {
  return pendingOf(readMigrations(migrationsFolder, store.dialect), await applied(store)).map((file) => file.name)
}

async function applied(store: Store): Promise<Map<string, string>> {
  try {
    const rows = await store.read.select({ name: sql<string>`name`, checksum: sql<string>`checksum` }).from(sql`migrations`)
    return new Map(rows.map((row) => [row.name, row.checksum]))
  } catch (e) {
    const absent = codeOf(e) === '42P01' || (codeOf(e) === 'SQLITE_ERROR' && /no such table/.test(String((e as Error).cause ?? e)))
    if (absent) return new Map()
    throw e
  }
}
