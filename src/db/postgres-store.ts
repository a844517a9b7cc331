import type { Store, StoreOptions } from './db.ts'

export function openPostgres(o: StoreOptions): Store {
  throw new Error(o.url)
}
