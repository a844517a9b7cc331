/** Where the time comes from. Everything that asks for it takes a clock, so that tests can set it. */
export interface Clock {
  /** Unix time in whole milliseconds. */
  now(): number
  /** Ms since some moment, never set back or forward by anybody; absent where time only moves by hand. */
  steady?(): number
}

/** Ms since the process began, untouched by changes of the clock: for measuring how long something took. */
export const steady = (): number => performance.now()

/** The machine's clock: the one place that reads it. */
export const systemClock: Clock = { now: () => Date.now(), steady }

/** A clock that stands until it is moved. `at` in ms. */
export class FixedClock implements Clock {
  #at: number
  constructor(at: number) {
    this.#at = at
  }
  now() {
    return this.#at
  }
  set(at: number) {
    this.#at = at
  }
  advance(ms: number) {
    this.#at += ms
  }
}

/** ISO 8601 in UTC, always with milliseconds: iOS fails the whole object without them. */
export const iso = (ms: number) => new Date(ms).toISOString()

/** The bare UTC date, YYYY-MM-DD. */
export const isoDate = (ms: number) => iso(ms).slice(0, 10)
