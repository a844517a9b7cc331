import { type Clock, iso } from '#base/clock.ts'
import { unavailable } from '#base/errors.ts'
import type { Store } from './db.ts'
import { type IdSlot, lockSlots, writeSlot } from './slots.queries.ts'

const day = 86_400_000

/** The last millisecond that any id of this database may carry; 0 while none was made. */
export const newestOf = (slots: readonly IdSlot[]): number => Math.max(0, ...slots.map((slot) => slot.ceiling))

/** Ms that a server may have rested before its clock must be vouched for: holidays and repairs yes, another year no. */
export const longestRest = 370 * day

const isNear = (now: number, newest: number, ahead: number) => !newest || (now - newest <= ahead && newest - now <= day)

/**
 * Throws Refusal `clock` when the clock stands more than a day before the newest id, or more than `ahead` ms behind it: a wrong year would
 * stand in every id made under it, and posts would be out of order for good (docs/adr/0019).
 */
export function checkClock(now: number, newest: number, ahead = day): void {
  if (isNear(now, newest, ahead)) return
  throw unavailable(
    'clock',
    'The clock of the server is not trusted. Nothing was saved; please tell an administrator.',
    60,
    `the clock says ${iso(now)}, but the newest id is of ${iso(newest)}: set the clock, or run "atrium clock accept" if it is right`,
  )
}

/**
 * Says that the clock is right, however far it is from the newest id: after a rest of more than a year, a restore, or a time in which
 * the clock was wrong. Leases from a future that is more than a day away are ended. Does nothing when there is nothing to say.
 */
export async function acceptClock(store: Store, clock: Clock): Promise<void> {
  await store.tx(async (db) => {
    const now = clock.now()
    const slots = await lockSlots(db)
    if (isNear(now, newestOf(slots), day)) return
    const wrong = slots.filter((slot) => slot.ceiling > now + day)
    // When the newest is a day old, nobody holds any slot.
    for (const { slot } of wrong.length ? wrong : slots.slice(0, 1)) await writeSlot(db, { slot, holder: '', ceiling: now })
  })
}
