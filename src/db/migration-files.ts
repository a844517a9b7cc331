import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '#base/ids.ts'
import type { Dialect } from './dialect.ts'

export interface Migration {
  /** `0001_foundation`. */
  name: string
  sql: string
  /** SHA-256 of the file. */
  checksum: string
}

const dialects: readonly Dialect[] = ['sqlite', 'postgres']

/** The migrations of one dialect, in order. Throws unless both dialects have the same names, each with a number of its own. */
export function readMigrations(dir: string, dialect: Dialect): Migration[] {
  const [lite, big] = dialects.map((d) => namesIn(join(dir, d)))
  const lonely = [...new Set(lite).symmetricDifference(new Set(big))]
  if (lonely.length) throw new Error(`migrations without their pair: ${lonely.join(', ')}`)
  return namesIn(join(dir, dialect)).map((name) => {
    const sql = readFileSync(join(dir, dialect, `${name}.sql`), 'utf8')
    return { name, sql, checksum: sha256(sql) }
  })
}

function namesIn(folder: string): string[] {
  const files = readdirSync(folder).sort()
  const odd = files.filter((file) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(file))
  if (odd.length) throw new Error(`not the name of a migration: ${odd.join(', ')} in ${folder}`)
  const twice = files.filter((file, i) => file.slice(0, 4) === files[i - 1]?.slice(0, 4))
  if (twice.length) throw new Error(`two migrations have the number of ${twice.join(', ')} in ${folder}`)
  return files.map((file) => file.slice(0, -'.sql'.length))
}

/**
 * What is still to be applied. `applied` maps names to checksums. Throws when an applied file was changed since, or when a new file
 * stands before an applied one. Names that no file has are left alone: the last release runs on the next one's schema.
 */
export function pendingOf(files: readonly Migration[], applied: ReadonlyMap<string, string>): Migration[] {
  const changed = files.filter((file) => applied.has(file.name) && applied.get(file.name) !== file.checksum)
  if (changed.length) throw new Error(`changed after it had been applied: ${changed.map((file) => file.name).join(', ')}`)
  const pending = files.filter((file) => !applied.has(file.name))
  const newest = [...applied.keys()].sort().at(-1) ?? ''
  const early = pending.filter((file) => file.name < newest)
  if (early.length) throw new Error(`${early.map((file) => file.name).join(', ')} would come before ${newest}, which has been applied`)
  return pending
}
