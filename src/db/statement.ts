import type { Db } from './db.ts'

interface Prepared<P, R> {
  execute(params: P): PromiseLike<R>
}

const names = new Set<string>()
const unnamed = new WeakSet<Db>()

/** Statements on this connection stay unnamed: for PgBouncer in transaction mode, which loses named ones (DATABASE_PREPARED=off). */
export const leaveUnnamed = (db: Db): void => void unnamed.add(db)

/**
 * A hot query: built once per connection, then run by its parameters (4 us of CPU where an unprepared one takes 70 to 400).
 * `name` is unique in the program, at most 63 bytes (PostgreSQL cuts longer ones), `build` ends in `sql.placeholder`s.
 */
export function statement<P extends Record<string, unknown>, R>(
  name: string,
  build: (db: Db) => PromiseLike<R>,
): (db: Db, params: P) => PromiseLike<R> {
  if (names.has(name) || Buffer.byteLength(name) > 63) throw new Error(`a statement needs a name of its own, of at most 63 bytes: ${name}`)
  names.add(name)
  const ready = new WeakMap<Db, Prepared<P, R>>()
  return (db, params) => {
    let prepared = ready.get(db)
    if (!prepared) {
      const query = build(db) as unknown as { prepare(name?: string): Prepared<P, R> }
      prepared = query.prepare(unnamed.has(db) ? undefined : name)
      ready.set(db, prepared)
    }
    return prepared.execute(params)
  }
}
