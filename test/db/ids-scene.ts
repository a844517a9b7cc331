import { emptyDatabase } from './fresh.ts'
import type { TestContext } from 'node:test'
import { type Clock, FixedClock } from '#base/clock.ts'
import { migrate } from '#db/migrate.ts'
import { leaseIds } from '#db/slots.ts'
import { idSlots } from '#db/slots.schema.ts'
import { openStore, type Store } from '#db/store.ts'

export const start = Date.UTC(2026, 10, 24, 8)
export const day = 86_400_000

/** A migrated database, and processes that make ids in it. */
export async function database(t: TestContext) {
  const url = await emptyDatabase(t)
  await migrate(url, 'migrations', new FixedClock(start))
  /** What a process of its own would have: a store and its ids. */
  const process = (clock: Clock) => {
    const store = openStore({ url })
    t.after(() => store.close())
    const ids = leaseIds(store, clock)
    return { store, ids, next: () => store.tx(async () => await Promise.resolve(ids.next())) }
  }
  return { url, process }
}

/** The slot that an id was made in. */
export const slotOf = (id: number) => Math.floor(id / 128) % 16
/** All slots with their ceilings. */
export const slots = (store: Store) => store.read.select().from(idSlots).orderBy(idSlots.slot)
