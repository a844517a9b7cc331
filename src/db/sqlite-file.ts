import { closeSync, openSync } from 'node:fs'
import Sqlite from 'better-sqlite3'

/** The path in `sqlite:/abs/path/atrium.db`. */
export const sqlitePath = (url: string): string => url.slice('sqlite:'.length)

/**
 * Opens a database for writing with the settings that keep it safe, and makes it, for its owner alone, when it is absent.
 * `timeout`: ms that SQLite may sleep, blocking the process, while another process writes; opening itself may wait 10 s, as another
 * process may just be recovering the log of one that was killed.
 */
export function openWriter(file: string, timeout: number): Sqlite.Database {
  closeSync(openSync(file, 'a', 0o600))
  const db = new Sqlite(file, { timeout: 10_000 })
  // First of all: once WAL or a table has written the header it takes a VACUUM to change.
  db.pragma('auto_vacuum = INCREMENTAL')
  const mode = db.pragma('journal_mode = WAL', { simple: true })
  if (mode !== 'wal')
    throw new Error(`${file} cannot use write-ahead logging (it answers ${String(mode)}): is it on a network file system?`)
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  // What a transaction touches; what is read lies in the reader's. Memory is kept for the life of the process (docs/adr/0038).
  db.pragma('cache_size = -4096')
  db.pragma(`journal_size_limit = ${64 * 1024 * 1024}`)
  db.pragma(`busy_timeout = ${timeout}`)
  return db
}

/** A second, read-only connection to a database that `openWriter` has opened. */
export function openReader(file: string): Sqlite.Database {
  const db = new Sqlite(file, { readonly: true, timeout: 1000 })
  db.pragma('cache_size = -12288')
  db.pragma('mmap_size = 0')
  db.pragma('temp_store = MEMORY')
  return db
}
