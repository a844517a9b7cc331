import type { Db } from '#db/store.ts'
import type { z } from 'zod'

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
  /** Calls `fn` when events were missed: empty the caches, close the streams. */
  onGap(fn: () => void): () => void
  start(): void
  stop(): Promise<void>
  /** Forgets events of more than ten minutes; answers how many. */
  purge(): Promise<number>
}
