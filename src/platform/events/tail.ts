import { setTimeout as sleep } from 'node:timers/promises'
import { steady } from '#base/clock.ts'
import { comparePositions, parsePosition } from '#base/position.ts'
import type { Store } from '#db/store.ts'
import type { Log } from '../log/log.ts'
import { eventsAfter, oldestPosition, positionOf } from './events.queries.ts'

/** One that happened, as listeners hear it. */
export interface TailEvent {
  position: string
  name: string
  data: unknown
  at: number
}

/** Rows read at once. */
const batch = 500
/** Ms that a reader waits for older transactions to end before it goes on with empty caches. */
const patience = 1000

/** Follows the events table from a position on and tells each event once, in the order of commits. */
export class Tail {
  readonly #store: Store
  readonly #log: Log
  readonly #listeners = new Set<(e: TailEvent) => void>()
  readonly #gapListeners = new Set<(missed: boolean) => void>()
  #at: string
  /** SQLite's mark of the last look. */
  #version = -1
  /** Visible, but behind a transaction that still runs; since when, and which of them readers no longer wait for. */
  #ahead = new Set<number>()
  #given = new Set<number>()
  #reading: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined

  constructor(store: Store, log: Log, from: string) {
    this.#store = store
    this.#log = log
    this.#at = from
  }

  get position(): string {
    return this.#at
  }

  listen(fn: (e: TailEvent) => void): () => void {
    this.#listeners.add(fn)
    return () => void this.#listeners.delete(fn)
  }

  onGap(fn: (missed: boolean) => void): () => void {
    this.#gapListeners.add(fn)
    return () => void this.#gapListeners.delete(fn)
  }

  /** Whether a look may find something: SQLite tells by a number, PostgreSQL must be asked. */
  moved(): boolean {
    return this.#store.dialect === 'postgres' || this.#store.dataVersion() !== this.#version
  }

  /** Looks once, after the look that may be under way; all who ask while that one runs share the next. */
  pull(): Promise<void> {
    this.#next ??= this.#reading.then(() => {
      this.#next = undefined
      const look = this.#look()
      this.#reading = look.catch(() => undefined)
      return look
    })
    return this.#next
  }

  /** Resolves when everything committed before the call has been told, or the caches that it might have changed are empty. */
  async catchUp(): Promise<void> {
    await this.pull()
    for (const since = steady(); this.#unseen();) {
      if (steady() - since > patience) {
        for (const id of this.#ahead) this.#given.add(id)
        this.#log.warn({ events: this.#ahead.size }, 'a long transaction holds events back')
        return this.#tellGap(false)
      }
      await sleep(5)
      await this.pull()
    }
  }

  /** Resolves when no look is under way. */
  async idle(): Promise<void> {
    await this.#next?.catch(() => undefined)
    await this.#reading
  }

  #unseen() {
    return [...this.#ahead].some((id) => !this.#given.has(id))
  }

  async #look() {
    if (!this.moved()) return
    const version = this.#store.dataVersion()
    const db = this.#store.read
    for (let more = true; more;) {
      const from = this.#at
      const rows = await eventsAfter(db, parsePosition(from)!, batch)
      // Asked after the rows: if nothing behind us was gone by now, the rows are complete.
      if (rows.length && comparePositions(from, await oldestPosition(db)) < 0) this.#tellGap(true)
      const ready = rows.filter((row) => row.settled)
      for (const row of ready) this.#tell({ position: positionOf(row), name: row.name, data: row.data, at: row.at })
      more = ready.length === batch
      if (!more) this.#ahead = new Set(rows.filter((row) => !row.settled).map((row) => row.id))
    }
    this.#given = this.#given.intersection(this.#ahead)
    this.#version = version
  }

  #tell(event: TailEvent) {
    this.#at = event.position
    for (const listener of this.#listeners) this.#call(() => listener(event))
  }

  #tellGap(missed: boolean) {
    for (const listener of this.#gapListeners) this.#call(() => listener(missed))
  }

  #call(listener: () => void) {
    try {
      listener()
    } catch (err) {
      this.#log.error({ err }, 'a listener of events failed')
    }
  }
}
