import type { Store, StoreOptions } from './db.ts'
import { chosenDialect } from './dialect.ts'
import { openPostgres } from './postgres-store.ts'
import { openSqlite } from './sqlite-store.ts'

export type { Db, Store, StoreOptions, Tx } from './db.ts'

/** Opens the database, which must be of the chosen dialect. A SQLite file is made when it is absent. */
export function openStore(o: StoreOptions): Store {
  const dialect = o.url.startsWith('sqlite:') ? 'sqlite' : 'postgres'
  if (dialect !== chosenDialect()) throw new Error(`the database is ${dialect}, but ${chosenDialect()} was chosen`)
  return dialect === 'sqlite' ? openSqlite(o) : openPostgres(o)
}
