import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Log } from '../log/log.ts'

export interface WindowState {
  count: number
  remaining: number
  /** End of the window, Unix ms. */
  resetAt: number
}

/** Counts in windows aligned to the clock, shared by all processes on this machine and kept over a restart (SEC:L8). */
export interface Windows {
  /** Counts one hit and tells how full the window is. `remaining` is 0 also when `count` is above `limit`. */
  hit(bucket: string, limit: number, windowMs: number, now: number): WindowState
  /** Tells how full the window is, and counts nothing. */
  look(bucket: string, limit: number, windowMs: number, now: number): WindowState
  close(): void
}

/** Ms between two times that ended windows are forgotten. */
const tidyEvery = 60_000
/** Buckets that one process counts by itself while the file cannot be written. */
const mostAlone = 10_000

/**
 * Opens `limits.db` in `folder`. It is a file of its own, whatever the main database, and may be lost: a damaged one is made anew, and
 * while the disk is full each process counts for itself, so that reading goes on.
 */
export function openWindows(folder: string, log: Log): Windows {
  const { db, count, seen, forget } = openFile(join(folder, 'limits.db'))
  const alone = new Map<string, number>()
  let tidied = 0
  let broken = false

  const countAlone = (key: string) => {
    if (alone.size >= mostAlone) alone.clear()
    const own = (alone.get(key) ?? 0) + 1
    alone.set(key, own)
    return own
  }
  const countShared = (bucket: string, resetAt: number, now: number) => {
    try {
      if (Math.abs(now - tidied) > tidyEvery) {
        tidied = now
        forget.run(now)
      }
      const shared = count.get(bucket, resetAt) as number
      if (broken) alone.clear()
      broken = false
      return shared
    } catch (err) {
      if (!broken) log.error({ err }, 'limits.db cannot be written; limits are counted in each process')
      broken = true
      return countAlone(`${resetAt} ${bucket}`)
    }
  }
  const seenShared = (bucket: string, resetAt: number) => {
    try {
      return (seen.get(bucket, resetAt) as number | undefined) ?? 0
    } catch {
      return alone.get(`${resetAt} ${bucket}`) ?? 0
    }
  }
  const endOf = (windowMs: number, now: number) => (Math.floor(now / windowMs) + 1) * windowMs
  const state = (hits: number, limit: number, resetAt: number) => ({ count: hits, remaining: Math.max(0, limit - hits), resetAt })
  return {
    hit(bucket, limit, windowMs, now) {
      const resetAt = endOf(windowMs, now)
      return state(countShared(bucket, resetAt, now), limit, resetAt)
    },
    look(bucket, limit, windowMs, now) {
      const resetAt = endOf(windowMs, now)
      return state(seenShared(bucket, resetAt), limit, resetAt)
    },
    close: () => void db.close(),
  }
}

function openFile(path: string) {
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o750 })
  try {
    return prepare(path)
  } catch (e) {
    if (!['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes((e as { code?: string }).code ?? '')) throw e
    for (const tail of ['', '-wal', '-shm']) rmSync(path + tail, { force: true })
    return prepare(path)
  }
}

function prepare(path: string) {
  closeSync(openSync(path, 'a', 0o600))
  const db = new Sqlite(path, { timeout: 200 })
  try {
    for (const pragma of ['journal_mode = WAL', 'synchronous = OFF', 'journal_size_limit = 4194304', 'cache_size = -2048'])
      db.pragma(pragma)
    db.exec(
      'create table if not exists hits (bucket text, reset_at integer, count integer, primary key (bucket, reset_at)) strict, without rowid',
    )
    return {
      db,
      count: db.prepare('insert into hits values (?, ?, 1) on conflict do update set count = count + 1 returning count').pluck(),
      seen: db.prepare('select count from hits where bucket = ? and reset_at = ?').pluck(),
      forget: db.prepare('delete from hits where reset_at <= ?'),
    }
  } catch (e) {
    db.close()
    throw e
  }
}
