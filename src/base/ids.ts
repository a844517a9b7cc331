import { createHash, randomBytes, randomInt as cryptoInt } from 'node:crypto'
import type { Clock } from './clock.ts'

/** Makes the ids of rows. */
export interface Ids {
  /**
   * The next id: rising within this process, unique among all of them, a JS-safe integer. To be called inside `tx`, or after
   * `await ready()`; elsewhere it throws, because the lease may have run out unnoticed.
   */
  next(): number
  /** Leases a slot for this process, or renews it when it is about to run out. Inside `tx` it does nothing: the store has done it. */
  ready(): Promise<void>
}

const slotSize = 128
/** 16 slots of 128 ids in each millisecond (docs/adr/0013). */
const perMs = 2048

/** The id of millisecond `ms` in `slot` (0 to 15) with counter `n` (0 to 127): for backdated rows and for bounds in queries. */
export const idAt = (ms: number, slot = 0, n = 0): number => ms * perMs + slot * slotSize + n

/** The Unix millisecond in which an id was made. */
export const msOf = (id: number): number => Math.floor(id / perMs)

/** What a process may mint: `slot` is its own until `ceiling`, in ms; ids lie in `floor` to `ceiling`, both included. */
export interface Lease {
  slot: number
  floor: number
  ceiling: number
}

/**
 * Ids of one slot. They only rise: when the clock steps back the last millisecond goes on, and after 128 ids in one millisecond the
 * next one is used early. None lies above the ceiling, whatever the clock says, since from there on the slot may be another's.
 */
export class Minter {
  readonly slot: number
  #clock: Clock
  #ceiling: number
  #ms: number
  #n = slotSize

  constructor(clock: Clock, lease: Lease) {
    this.slot = lease.slot
    this.#clock = clock
    this.#ceiling = lease.ceiling
    this.#ms = lease.floor - 1
  }

  /** The millisecond that the next id would carry, were there no ceiling. */
  get present(): number {
    return Math.max(this.#clock.now(), this.#n < slotSize - 1 ? this.#ms : this.#ms + 1)
  }

  /** Ms that are left below the ceiling; negative when it has passed. */
  get left(): number {
    return this.#ceiling - this.present
  }

  /** Raises the ceiling after a renewal. */
  extend(ceiling: number): void {
    this.#ceiling = Math.max(this.#ceiling, ceiling)
  }

  /** Throws when nothing is left below the ceiling. An id asked for after it has passed carries the ceiling's time. */
  next(): number {
    const ms = Math.min(this.present, this.#ceiling)
    if (ms > this.#ms) {
      this.#ms = ms
      this.#n = 0
    } else if (ms < this.#ms || this.#n >= slotSize - 1) throw new Error('no ids are left in this lease')
    else this.#n++
    return idAt(this.#ms, this.slot, this.#n)
  }
}

/** An unguessable token: `bytes` random bytes in base64url. */
export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url')

/** An unguessable token: `bytes` random bytes in lower-case hex. */
export const randomHex = (bytes = 16): string => randomBytes(bytes).toString('hex')

/** A random whole number from 0 up to, but not including, `max`. */
export const randomInt = (max: number): number => cryptoInt(max)

/** SHA-256 in hex: the form in which tokens and session ids are stored. */
export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

/** The first 96 bits of SHA-256 as 16 letters: for names that nobody guesses or makes meet, where a row counts. */
export const shortHash = (data: string): string => createHash('sha256').update(data).digest().subarray(0, 12).toString('base64url')
