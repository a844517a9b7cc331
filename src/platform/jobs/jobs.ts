import type { Clock } from '#base/clock.ts'
import type { Db, Store } from '#db/store.ts'
import type { z } from 'zod'
import { countDead, countLive, deleteDead, deletePause, deleteWaiting, insertJob, insertPause } from './jobs.queries.ts'
import type { Priority } from './jobs.schema.ts'

/** A kind of work that happens later. `S` is the site that it is handed. */
export interface JobDef<S, D> {
  /** Area and deed, `notifications.mentions`; stays for ever, as rows carry it. */
  name: string
  data: z.ZodType<D>
  /** Runs before it is dead; 10 without it. */
  attempts?: number
  /** Ms that the worker lets pass between two runs, for a job that takes all that has gathered meanwhile. */
  rest?: number
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
  /** 1: somebody waits for it. -1: it may take all night. 0 without it. */
  priority?: Priority
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
  /** Calls `fn` after a transaction of this process that added jobs; returns the way to stop. */
  onAdded(fn: () => void): () => void
}

/** Ms that a dead job stays listed. */
const keepDead = 7 * 86_400_000

/** The jobs of this database. */
export function openJobs(store: Store, clock: Clock): Jobs {
  const adding = new WeakSet<Db>()
  const listeners = new Set<() => void>()
  store.afterCommit((db) => {
    if (adding.delete(db)) for (const listener of listeners) listener()
  })
  return {
    async add(db, job, data, o = {}) {
      await insertJob(db, {
        name: job.name,
        data: job.data.parse(data),
        priority: o.priority ?? 0,
        key: o.key ?? null,
        once: o.once === undefined ? null : onceOf(job.name, o.once),
        runAt: o.at ?? clock.now(),
      })
      adding.add(db)
    },
    cancel: (db, job, once) => deleteWaiting(db, onceOf(job.name, once)),
    pause: (name, on) => store.tx((db) => (on ? insertPause(db, name) : deletePause(db, name))),
    async counts() {
      const now = clock.now()
      const [live, dead] = [await countLive(store.read, now), await countDead(store.read)]
      return [...live, ...dead.map((row) => ({ ...row, state: 'dead' as const }))].map(({ oldest, ...row }) => ({
        ...row,
        age: Math.max(0, now - (oldest ?? now)),
      }))
    },
    async purge() {
      const before = clock.now() - keepDead
      let gone = 0
      for (let batch = 500; batch === 500; gone += batch) batch = await store.tx((db) => deleteDead(db, before))
      return gone
    },
    onAdded(fn) {
      listeners.add(fn)
      return () => void listeners.delete(fn)
    },
  }
}

const onceOf = (name: string, once: string) => `${name}:${once}`
