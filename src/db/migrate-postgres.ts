import pg from 'pg'
import type { Clock } from '#base/clock.ts'
import { type Migration, pendingOf } from './migration-files.ts'

/** Any number that nobody else locks: the letters of "atrium". */
const lockKey = 0x617472
const patience = 60_000

/** Applies what is pending, each file in a transaction of its own. The lock is the transaction's, so it holds through PgBouncer too. */
export async function migratePostgres(url: string, files: readonly Migration[], clock: Clock): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    await locked(client, () =>
      client.query('create table if not exists migrations (name text primary key, checksum text not null, applied_at bigint not null)'),
    )
    const done: string[] = []
    for (const file of files) if (await locked(client, () => apply(client, files, file, clock))) done.push(file.name)
    return done
  } finally {
    await client.end()
  }
}

/** Runs `work` in a transaction that no other migrator runs beside. */
async function locked<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query(`begin; set local lock_timeout = ${patience}`)
  try {
    await client.query('select pg_advisory_xact_lock($1)', [lockKey])
    const value = await work()
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error('a migration was rolled back')
    return value
  } catch (e) {
    await client.query('rollback').catch(() => {})
    throw e
  }
}

/** False when it had been applied. */
async function apply(client: pg.Client, files: readonly Migration[], file: Migration, clock: Clock): Promise<boolean> {
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations')
  const applied = new Map(rows.map((row) => [row.name, row.checksum]))
  if (!pendingOf(files, applied).includes(file)) return false
  await client.query(file.sql)
  await client.query('insert into migrations (name, checksum, applied_at) values ($1, $2, $3)', [file.name, file.checksum, clock.now()])
  return true
}
