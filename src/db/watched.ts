import type Sqlite from 'better-sqlite3'
import type { Guard } from './guard.ts'

type Call = (...params: unknown[]) => unknown

/**
 * The writer as drizzle sees it: a statement that fails is noted, so that its transaction cannot commit even if the error is caught.
 * PostgreSQL gives up such a transaction by itself; without this, SQLite would commit the other half.
 */
export function watched(writer: Sqlite.Database, guard: Guard): Sqlite.Database {
  const noting =
    (call: Call): Call =>
    (...params) => {
      try {
        return call(...params)
      } catch (e) {
        guard.fail(e)
        throw e
      }
    }
  const prepare = (sql: string) => {
    const statement = writer.prepare(sql)
    const seen = {
      run: noting((...params) => statement.run(...params)),
      all: noting((...params) => statement.all(...params)),
      get: noting((...params) => statement.get(...params)),
      raw: () => {
        statement.raw()
        return seen
      },
    }
    return seen
  }
  return { prepare: noting(prepare as Call) } as unknown as Sqlite.Database
}
