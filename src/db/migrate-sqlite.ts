import type Sqlite from 'better-sqlite3'
import type { Clock } from '#base/clock.ts'
import { shortHash } from '#base/ids.ts'
import { backUp } from './back-up.ts'
import { type Migration, pendingOf } from './migration-files.ts'
import { openWriter, sqlitePath } from './sqlite-file.ts'

/** Ms that a start waits for another process that migrates. */
const patience = 60_000

/** Applies what is pending, each file in a transaction of its own. A database that holds something is backed up before. */
export function migrateSqlite(url: string, files: readonly Migration[], clock: Clock): string[] {
  const db = openWriter(sqlitePath(url), patience)
  try {
    db.exec('create table if not exists migrations (name text primary key, checksum text not null, applied_at integer not null) strict')
    const applied = appliedIn(db)
    const [first] = pendingOf(files, applied)
    if (first && applied.size) backUp(db, sqlitePath(url), first.name)
    // Counts only outside a transaction. A rebuilt table is dropped first, and with keys on that would delete its children.
    db.pragma('foreign_keys = OFF')
    // PostgreSQL can hash by itself.
    db.function('short_hash', { deterministic: true }, (text) => shortHash(String(text)))
    return files.filter((file) => apply(db, files, file, clock)).map((file) => file.name)
  } finally {
    db.close()
  }
}

const appliedIn = (db: Sqlite.Database) => {
  const rows = db.prepare('select name, checksum from migrations').all() as { name: string; checksum: string }[]
  return new Map(rows.map((row) => [row.name, row.checksum]))
}

/** False when it had been applied; asked again inside the lock, as another process may have been first. */
function apply(db: Sqlite.Database, files: readonly Migration[], file: Migration, clock: Clock): boolean {
  const work = db.transaction(() => {
    if (!pendingOf(files, appliedIn(db)).includes(file)) return false
    db.exec(file.sql)
    if (!db.inTransaction) throw new Error(`${file.name} ends the transaction it runs in`)
    const broken = db.pragma('foreign_key_check') as unknown[]
    if (broken.length) throw new Error(`${file.name} leaves ${broken.length} broken references`)
    db.prepare('insert into migrations (name, checksum, applied_at) values (?, ?, ?)').run(file.name, file.checksum, clock.now())
    return true
  })
  return work.immediate()
}
