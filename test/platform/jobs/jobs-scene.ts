import { z } from 'zod'
import { Refusal } from '#base/errors.ts'
import { drainJobs } from '#platform/jobs/drain-jobs.ts'
import type { AnyJob, JobDef } from '#platform/jobs/jobs.ts'
import { foundation, type Part } from '../foundation.ts'

/** What has run, in order. */
export const ran: string[] = []
export const note: JobDef<Part, { text: string }> = {
  name: 'test.note',
  data: z.strictObject({ text: z.string() }),
  run: async (_site, { text }) => void ran.push(text),
}
export const other: JobDef<Part, { text: string }> = { ...note, name: 'test.other' }
/** A job that always fails. */
export const failing = (error: () => unknown, attempts?: number): JobDef<Part, object> => ({
  name: 'test.failing',
  data: z.strictObject({}),
  ...(attempts === undefined ? {} : { attempts }),
  run: async () => {
    throw error()
  },
})

/** A queue on a database of its own. */
export async function openQueue() {
  const base = await foundation()
  const here = base.part()
  const drain = (...defs: AnyJob<Part>[]) => drainJobs(here, defs)
  return {
    base,
    here,
    /** Runs what is due of these. */
    drain,
    add: (text: string, o?: Parameters<Part['jobs']['add']>[3], def = note) => here.store.tx((db) => here.jobs.add(db, def, { text }, o)),
    counts: async () => (await here.jobs.counts()).map(({ name, state, count }) => `${name} ${state} ${count}`),
    /** Empties the queue and forgets what has run. */
    async clear() {
      base.clock.advance(30 * 86_400_000)
      await here.jobs.pause('test.note', false)
      await drain(note, other, { ...failing(() => new Refusal('x', 422, 'x')) })
      await here.jobs.purge()
      base.clock.advance(8 * 86_400_000)
      await here.jobs.purge()
      ran.length = 0
      here.lines.length = 0
    },
  }
}

export type Queue = Awaited<ReturnType<typeof openQueue>>
