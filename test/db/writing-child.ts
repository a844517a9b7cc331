import { things } from './fresh.ts'
import { setImmediate } from 'node:timers/promises'
import { systemClock } from '#base/clock.ts'
import { leaseIds } from '#db/slots.ts'
import { openStore } from '#db/store.ts'

const store = openStore({ url: process.argv[2]! })
const ids = leaseIds(store, systemClock)
for (;;) {
  const id = await store.tx(async (db) => {
    const next = ids.next()
    await db.insert(things).values({ id: next, name: String(next) })
    return next
  })
  process.stdout.write(`${id}\n`)
  await setImmediate()
}
