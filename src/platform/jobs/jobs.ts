import type { Db } from '#db/store.ts'
import type { z } from 'zod'

/** A kind of work that happens later. `S` is the site that it is handed. */
export interface JobDef<S, D> {
  /** Area and deed, `notifications.mentions`; stays for ever, as rows carry it. */
  name: string
  data: z.ZodType<D>
  /** Runs before it is dead; 10 without it. */
  attempts?: number
  /** Must be idempotent: a run may be cut off at any point and begun again. `id` stays the same between attempts. */
  run(site: S, data: D, job: { id: number; attempt: number }): Promise<void>
}

export interface JobOptions {
  /** Not before this moment, Unix ms. */
  at?: number
  /** Jobs with one key run one after the other, oldest first. */
  key?: string
  /** At most one waiting job of this name for this thing; a second one is dropped. */
  once?: string
  /** Higher goes first; 0 without it. */
  priority?: number
}

export type JobState = 'waiting' | 'delayed' | 'running' | 'dead'
export interface JobCount {
  name: string
  state: JobState
  count: number
  /** Milliseconds since the oldest of them was due, or died. */
  age: number
}

// A list of jobs is heterogeneous; each one parses its own data before it runs.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyJob<S> = JobDef<S, any>

export interface Jobs {
  /** Adds a job in the caller's transaction. Throws when `data` does not fit. */
  add<D>(db: Db, job: Pick<JobDef<never, D>, 'name' | 'data'>, data: D, o?: JobOptions): Promise<void>
  /** Takes away the waiting job with this `once`; false when there is none or it already runs. */
  cancel(db: Db, job: { name: string }, once: string): Promise<boolean>
  /** Stops or lets go the jobs of one name, in all processes, until told otherwise. */
  pause(name: string, on: boolean): Promise<void>
  counts(): Promise<JobCount[]>
  /** Forgets dead jobs of more than seven days; answers how many. */
  purge(): Promise<number>
}
