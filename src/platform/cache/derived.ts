import { LRUCache } from 'lru-cache'
import type { Events } from '../events/events.ts'

/**
 * Values made from rows and kept by this process (docs/adr/0005): bounded in number and bytes (what nobody asked for goes first), right when
 * empty. Whoever asks
 * has called `events.catchUp()` in this request, and `hear` says what an event makes stale.
 */
export class Derived<K extends string | number, V extends object> {
  readonly #events: Events
  readonly #kept: LRUCache<K, V>

  /** `most`: what is kept at once, in bytes as `sizeOf` counts one value, and in values. */
  constructor(events: Events, most: { values: number; bytes: number }, sizeOf: (value: V) => number) {
    this.#events = events
    this.#kept = new LRUCache({ max: most.values, maxSize: most.bytes, sizeCalculation: sizeOf })
    events.onGap(() => this.#kept.clear())
  }

  get(key: K): V | undefined {
    return this.#kept.get(key)
  }

  /**
   * Runs `make`, which reads rows; what it hands to `keep` is kept if nothing has happened since the reads began, so that an answer from
   * before a change never outlives it.
   */
  async filling<T>(make: (keep: (key: K, value: V) => void) => Promise<T>): Promise<T> {
    const before = this.#events.position()
    const made: [K, V][] = []
    const result = await make((key, value) => made.push([key, value]))
    if (this.#events.position() === before) for (const [key, value] of made) this.#kept.set(key, value)
    return result
  }

  forget(key: K): void {
    this.#kept.delete(key)
  }

  clear(): void {
    this.#kept.clear()
  }
}
