import type { Clock } from '#base/clock.ts'
import type { Ids } from '#base/ids.ts'
import type { Store } from './db.ts'
import { Lessee } from './lessee.ts'

/** Ms by which a transaction that began with a good lease may outlast it; its ids then carry the ceiling's time. */
const grace = 30_000

/**
 * Ids of one of the 16 slots, leased in the database and renewed before a transaction of `store` begins. Nobody else may use the slot
 * below the ceiling that was committed, so no two processes make the same id, whatever their clocks say. A lease that is refused
 * (Refusal `clock`, or `busy` when all are taken) hinders only who asks for an id.
 */
export function leaseIds(store: Store, clock: Clock): Ids {
  const lessee = new Lessee(clock)
  let outside = false
  store.beforeTx({ due: () => lessee.due(), run: (db) => lessee.renew(db) })
  return {
    next() {
      const inside = store.inTx()
      if (!inside && !outside) throw new Error('an id is made inside tx, or after await ids.ready()')
      return lessee.minter(inside ? grace : 0).next()
    },
    async ready() {
      if (store.inTx()) return
      if (lessee.due()) await store.tx(async () => {})
      lessee.minter(0)
      outside = true
    },
  }
}
