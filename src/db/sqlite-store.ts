import type { Store, StoreOptions } from './db.ts'

export function openSqlite(o: StoreOptions): Store {
  throw new Error(o.url)
}
