import type { Clock } from '#base/clock.ts'
import { Refusal, unavailable } from '#base/errors.ts'
import { Minter, randomHex } from '#base/ids.ts'
import type { Db } from './db.ts'
import { checkClock, longestRest, newestOf } from './id-clock.ts'
import { lockSlots, raiseCeiling, writeSlot } from './slots.queries.ts'

/** Ms that a lease reaches ahead; a process that dies leaves its slot to others after that. */
const ahead = 3000
/** Ms that must be left when a transaction begins. */
const enough = 1500
/** Ms after which a lease that was refused is asked for again. */
const again = 1000

/** Holds this process's lease of an id slot, or what the last attempt to get one was refused for. */
export class Lessee {
  #clock: Clock
  #holder = randomHex(8)
  #minter: Minter | undefined
  #refused: { error: Refusal; at: number } | undefined
  /** By how much the clock ran ahead of steady time at the last renewal. */
  #lead: number | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** True when too little is left of the lease to begin a transaction with. */
  due(): boolean {
    if (this.#refused) return Math.abs(this.#clock.now() - this.#refused.at) >= again
    return !this.#minter || this.#minter.left < enough
  }

  /** The minter. Throws what the last attempt was refused for, or when the lease ended more than `late` ms ago. */
  minter(late: number): Minter {
    if (this.#refused) throw this.#refused.error
    if (!this.#minter || this.#minter.left < -late) throw new Error('the lease of the id slot has run out')
    return this.#minter
  }

  /** Raises the ceiling of the lease, or takes a free slot. What comes back is to be called once the transaction has committed. */
  async renew(db: Db): Promise<() => void> {
    const now = this.#clock.now()
    try {
      const lead = this.#checkPace(now)
      const minter = (await this.#raise(db)) ?? (await this.#take(db, now))
      return () => {
        this.#minter = minter()
        this.#lead = lead
        this.#refused = undefined
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return () => {
        this.#refused = { error, at: now }
      }
    }
  }

  /** A clock that was set forward by more than a day while this process ran is not believed. */
  #checkPace(now: number): number | undefined {
    const lead = this.#clock.steady && now - this.#clock.steady()
    if (lead !== undefined && this.#lead !== undefined && lead > this.#lead) checkClock(now, now - Math.round(lead - this.#lead))
    return lead
  }

  async #raise(db: Db): Promise<(() => Minter) | undefined> {
    const minter = this.#minter
    if (!minter) return undefined
    const ceiling = minter.present + ahead
    if (!(await raiseCeiling(db, { slot: minter.slot, holder: this.#holder, ceiling }))) return undefined
    return () => {
      minter.extend(ceiling)
      return minter
    }
  }

  async #take(db: Db, now: number): Promise<() => Minter> {
    const slots = await lockSlots(db)
    checkClock(now, newestOf(slots), this.#lead === undefined ? longestRest : undefined)
    // The lowest free one: after a restart with a clock that was set back, the others are still there.
    const free = slots.find((row) => row.ceiling < now)
    if (!free) throw unavailable('busy', 'The server is busy. Nothing was saved; please try again.', 3, 'all 16 id slots are leased')
    // Above every id that the slot has seen, and above every id of this process, so that they keep rising.
    const floor = Math.max(now, this.#minter?.present ?? 0)
    const lease = { slot: free.slot, floor, ceiling: floor + ahead }
    await writeSlot(db, { slot: free.slot, holder: this.#holder, ceiling: lease.ceiling })
    return () => new Minter(this.#clock, lease)
  }
}
