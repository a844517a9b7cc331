import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type Sqlite from 'better-sqlite3'

/**
 * Copies a live database to `<file>.before-<name>` beside it, readable by its owner alone. The copy is complete and on the disk
 * before it gets that name; an older one of the same name, from an attempt that failed, is replaced.
 */
export function backUp(db: Sqlite.Database, file: string, name: string): string {
  const target = `${file}.before-${name}`
  const part = `${target}.part`
  for (const rest of [part, `${part}-journal`]) rmSync(rest, { force: true })
  closeSync(openSync(part, 'w', 0o600))
  db.prepare('vacuum into ?').run(part)
  chmodSync(part, 0o600)
  sync(part)
  renameSync(part, target)
  sync(dirname(target))
  return target
}

function sync(path: string): void {
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
