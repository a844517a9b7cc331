import { z } from 'zod'
import { defineEvent, type Events, type EventsOptions, openEvents, type SiteEvent } from '#platform/events/events.ts'
import { testCluster } from '../../dialect.ts'
import { startPostgres } from '../../postgres.ts'
import { foundation, type Part } from '../foundation.ts'

export const happened = defineEvent('test.happened', z.strictObject({ n: z.number() }))

/** A process that has events. */
interface Process extends Part {
  events: Events
  heard: SiteEvent[]
  gaps: () => number
  missed: boolean[]
}

/** A database in a cluster of its own: a transaction of another test anywhere in the cluster would hold its events back. */
export async function openGround() {
  const own = testCluster ? await startPostgres() : undefined
  const base = await foundation(own?.url())
  const opened: Events[] = []
  return {
    base,
    opened,
    /** A process of its own. */
    async open(o?: EventsOptions): Promise<Process> {
      const part = base.part()
      const events = await openEvents(part.store, part.clock, part.log, o)
      opened.push(events)
      const heard: SiteEvent[] = []
      const missed: boolean[] = []
      events.listen((e) => heard.push(e))
      events.onGap((lost) => missed.push(lost))
      return { ...part, events, heard, gaps: () => missed.length, missed }
    },
    async close() {
      for (const events of opened) await events.stop()
      await base.close()
      await own?.stop()
    },
  }
}

export const add = (at: Process, n: number) => at.store.tx((db) => at.events.add(db, happened, { n }))
export const numbers = (heard: readonly SiteEvent[]) => heard.map((e) => (e.data as { n: number }).n)
