import type { Clock } from '#base/clock.ts'
import { migratePostgres } from './migrate-postgres.ts'
import { migrateSqlite } from './migrate-sqlite.ts'
import { readMigrations } from './migration-files.ts'

/**
 * Brings the database at `url` up to the newest file under `dir` (`sqlite/` and `postgres/`, the same names in both) and answers the
 * names it applied. A file is applied whole or not at all; several processes may call it at once. On PostgreSQL `url` should be the
 * direct one. Throws, leaving the database as the last whole file made it, when a file fails, was changed after it had been applied,
 * lacks its pair, or breaks a reference; a process that sees it throw must not go on.
 */
export async function migrate(url: string, dir: string, clock: Clock): Promise<string[]> {
  if (url.startsWith('sqlite:')) return migrateSqlite(url, readMigrations(dir, 'sqlite'), clock)
  return await migratePostgres(url, readMigrations(dir, 'postgres'), clock)
}
