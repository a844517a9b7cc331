import type { Site } from '#platform/site.ts'
import { later } from './catch-up.ts'
import { deletePosition, positionNoted, putPositions } from './positions.queries.ts'
import type { StreamPosition } from './streaming.schema.ts'
import type { Subscription } from './subscription.ts'

/** Ms between two writings: a killed process loses no more of its notes than that. */
const every = 2000
/** Writings until those on which nothing went out are noted again: their positions must not grow older than events are kept. */
const rounds = 15
/** Ms that a note counts: as long as events are kept. */
export const noteLife = 600_000
/** Rows of one statement. */
const most = 2000

/** How a subscription ends: everything written has been read, or nobody knows, or nothing is to be brought back. */
export type Ending = 'left' | 'broken' | 'given-up'

/** How far each channel of each token has been told, noted for the next process or the next connection (docs/adr/0030). */
export class Notes {
  readonly #site: Site
  readonly #at: () => string
  readonly #all: () => Iterable<Subscription>
  /** Something went out on them since they were noted. */
  #moved = new Set<Subscription>()
  /** Ended: their last position by key; null where nothing is to be brought back. */
  #left = new Map<string, { one: Subscription; position: string | null }>()
  #round = 0
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()
  #soon = false
  #ended = false

  constructor(site: Site, at: () => string, all: () => Iterable<Subscription>) {
    this.#site = site
    this.#at = at
    this.#all = all
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#tick(), every).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Where it was left within the last ten minutes. One that was never there is noted at once, from when on it hears. */
  async resume(one: Subscription): Promise<string | undefined> {
    const key = { tokenId: one.stream.tokenId, channel: one.channel.key }
    // What is being written may be about it.
    await this.#writing
    const left = this.#left.get(keyOf(one))
    this.#left.delete(keyOf(one))
    const found = left ? left.position : await positionNoted(this.#site.store.read, key, this.#site.clock.now() - noteLife)
    if (found === null || found === undefined) await this.#write([{ ...key, position: one.at, notedAt: this.#site.clock.now() }])
    return found ?? undefined
  }

  /** Something went out on it. */
  moved(one: Subscription): void {
    this.#moved.add(one)
  }

  /** It has ended. */
  left(one: Subscription, how: Ending): void {
    this.#moved.delete(one)
    const position = { left: toldTo(one, this.#at()), broken: one.sure, 'given-up': null }[how]
    this.#left.set(keyOf(one), { one, position })
    if (this.#soon) return
    this.#soon = true
    setImmediate(() => {
      this.#soon = false
      this.#begin()
    })
  }

  /** The last writing, before the database is closed. */
  async end(): Promise<void> {
    this.stop()
    this.#begin()
    await this.#writing
    this.#ended = true
  }

  /** Writes what is to be noted, after what is being written. */
  #begin(): void {
    this.#writing = this.#writing.then(async () => await this.#flush())
  }

  #tick(): void {
    this.#round = (this.#round + 1) % rounds
    if (this.#round === 0) for (const one of this.#all()) this.#moved.add(one)
    this.#begin()
  }

  async #flush(): Promise<void> {
    if (this.#ended || this.#moved.size + this.#left.size === 0) return
    const notedAt = this.#site.clock.now()
    const rows = new Map<string, StreamPosition>()
    const forgotten: Subscription[] = []
    for (const { one, position } of this.#left.values())
      if (position === null) forgotten.push(one)
      else rows.set(keyOf(one), rowOf(one, position, notedAt))
    for (const one of this.#moved) {
      const known = rows.get(keyOf(one))
      const position = toldTo(one, this.#at())
      // Two streams of a token may share a channel: the one that is further behind counts.
      if (!known || later(known.position, position) === known.position) rows.set(keyOf(one), rowOf(one, position, notedAt))
    }
    this.#left.clear()
    this.#moved.clear()
    await this.#write([...rows.values()], forgotten)
  }

  /** A failure costs notes and not streams, so it is only logged. */
  async #write(rows: readonly StreamPosition[], forgotten: readonly Subscription[] = []): Promise<void> {
    if (this.#ended) return
    try {
      for (let first = 0; first < rows.length; first += most)
        await this.#site.store.tx(async (db) => await putPositions(db, rows.slice(first, first + most)))
      for (const { stream, channel } of forgotten)
        await this.#site.store.tx(async (db) => await deletePosition(db, { tokenId: stream.tokenId, channel: channel.key }))
    } catch (err) {
      this.#site.log.error({ err }, 'positions of streams could not be noted')
    }
  }
}

/** Up to where something has been told, when the hub has delivered up to `at`. */
export const toldTo = (one: Subscription, at: string): string => (one.ready ? later(one.at, at) : one.at)

const keyOf = ({ stream, channel }: Subscription) => `${stream.tokenId} ${channel.key}`

const rowOf = ({ stream, channel }: Subscription, position: string, notedAt: number): StreamPosition => ({
  tokenId: stream.tokenId,
  channel: channel.key,
  position,
  notedAt,
})
