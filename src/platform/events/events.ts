import type { Clock } from '#base/clock.ts'
import { comparePositions, parsePosition } from '#base/position.ts'
import type { Db, Store } from '#db/store.ts'
import type { z } from 'zod'
import type { Log } from '../log/log.ts'
import { deleteOld, eventsAfter, insertEvent, newestPosition, oldestPosition, positionOf } from './events.queries.ts'
import { openSignal, type Signal } from './signal.ts'
import { Tail } from './tail.ts'

/** A kind of thing that happened. Its data holds ids only. */
export interface EventDef<P> {
  name: string
  data: z.ZodType<P>
}

/** Names an event. */
export const defineEvent = <P>(name: string, data: z.ZodType<P>): EventDef<P> => ({ name, data })

export interface SiteEvent {
  position: string
  name: string
  data: unknown
  at: number
}

export interface Events {
  /** Writes an event in the caller's transaction. */
  add<P>(db: Db, event: EventDef<P>, data: P): Promise<void>
  /** The newest position that this process has seen. */
  position(): string
  /** Resolves when this process has seen everything committed before the call. */
  catchUp(): Promise<void>
  /** Everything after `position`, oldest first; 'gap' when some of it may already be purged or the position is not ours. */
  since(position: string): Promise<SiteEvent[] | 'gap'>
  /** Calls `fn` for each event, in order; returns the way to stop. */
  listen(fn: (e: SiteEvent) => void): () => void
  /**
   * Calls `fn` when caches may be wrong: empty them. `missed`: events are lost for this process, so close the streams; otherwise a long
   * transaction only holds them back, and they are heard when it ends.
   */
  onGap(fn: (missed: boolean) => void): () => void
  /** Begins to follow the table: other processes' events are then heard within 15 ms (SQLite) or 250 ms (PostgreSQL without LISTEN). */
  start(): void
  /** Calls `fn` when following ends, while the database is still open; `stop` waits for it. */
  onStop(fn: () => Promise<void>): void
  stop(): Promise<void>
  /** Forgets events of more than ten minutes; answers how many. */
  purge(): Promise<number>
}

export interface EventsOptions {
  /** PostgreSQL past PgBouncer, for LISTEN. */
  directUrl?: string
}

/** Ms that events are kept, so that a stream can resume. */
const keep = 600_000
/** A stream that is further behind reads its pages again. */
const mostMissed = 5000
/** Ms between two looks at the table. SQLite's costs 1 us. */
const look = { sqlite: 15, postgres: 250 }

/** The events of this database, seen from its newest one on. */
export async function openEvents(store: Store, clock: Clock, log: Log, o: EventsOptions = {}): Promise<Events> {
  const tail = new Tail(store, log, await newestPosition(store.read))
  const adding = new WeakSet<Db>()
  const leavers: (() => Promise<void>)[] = []
  let timer: NodeJS.Timeout | undefined
  let signal: Signal | undefined
  let broken = false
  const pull = () => {
    tail.pull().then(
      () => {
        broken = false
      },
      (err: unknown) => {
        if (!broken) log.error({ err }, 'events cannot be read')
        broken = true
      },
    )
  }
  store.afterCommit((db) => {
    if (!adding.delete(db)) return
    if (timer) pull()
    signal?.send()
  })
  return {
    async add(db, event, data) {
      await insertEvent(db, { name: event.name, data: event.data.parse(data), at: clock.now() })
      adding.add(db)
    },
    position: () => tail.position,
    async catchUp() {
      if (tail.moved()) await tail.catchUp()
    },
    async since(position) {
      const from = parsePosition(position)
      if (!from) return 'gap'
      const rows = await eventsAfter(store.read, from, mostMissed + 1)
      const purged = comparePositions(position, await oldestPosition(store.read)) < 0
      const foreign = !rows.length && comparePositions(position, await newestPosition(store.read)) > 0
      if (purged || foreign || rows.length > mostMissed) return 'gap'
      return rows.filter((row) => row.settled).map((row) => ({ position: positionOf(row), name: row.name, data: row.data, at: row.at }))
    },
    listen: (fn) => tail.listen(fn),
    onGap: (fn) => tail.onGap(fn),
    start() {
      timer ??= setInterval(() => tail.moved() && pull(), look[store.dialect])
      if (o.directUrl !== undefined) signal ??= openSignal(o.directUrl, log, pull)
    },
    onStop: (fn) => void leavers.push(fn),
    async stop() {
      clearInterval(timer)
      timer = undefined
      for (const leave of leavers.splice(0)) await leave()
      await signal?.stop()
      await tail.idle()
    },
    async purge() {
      let gone = 0
      for (let batch = 500; batch === 500; gone += batch) batch = await store.tx((db) => deleteOld(db, clock.now() - keep))
      return gone
    },
  }
}
