import type { Clock } from '#base/clock.ts'
import type { Ids } from '#base/ids.ts'
import type { Store } from './db.ts'

/** Ids from a slot that is leased in the database. */
export function leaseIds(store: Store, clock: Clock): Ids {
  throw new Error(`${store.dialect} ${clock.now()}`)
}
