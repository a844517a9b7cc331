import { sql } from '#db/drizzle.ts'
import { kit } from '#db/kit.ts'

const { table, sequence, ref, int, str, ms, json, index } = kit

/**
 * First what somebody waits for, last what may take all night. Few, and each is looked at by itself, so that a claim costs the same
 * whether ten jobs wait or a million.
 */
export const priorities = [1, 0, -1] as const
export type Priority = (typeof priorities)[number]

/** Work that waits or runs. The row goes when it is done. */
export const jobs = table(
  'jobs',
  {
    id: sequence(),
    name: str().notNull(),
    data: json<unknown>().notNull(),
    priority: int().$type<Priority>().notNull().default(0),
    /** Jobs with one key run one after the other, oldest first. */
    key: str(),
    /** `<name>:<thing>` of a waiting job that may stand here only once; empty from its first run on, so that a new one may wait. */
    once: str().unique('jobs_once_key'),
    runAt: ms().notNull(),
    /** Claims so far, counted before the run: it fences a worker whose lease ran out. */
    attempts: int().notNull().default(0),
    /** Claims that ended without a word: the process died in them (SEC:D15). */
    deaths: int().notNull().default(0),
    /** 0 while it waits. */
    leaseUntil: ms().notNull().default(0),
  },
  (t) => [
    index('jobs_next').on(t.priority, t.runAt, t.id),
    index('jobs_key')
      .on(t.key, t.id)
      .where(sql`${t.key} is not null`),
  ],
)

/** Jobs that have failed for good, with the reason, for an admin to read; their key and `once` are free again. */
export const deadJobs = table(
  'dead_jobs',
  {
    id: ref().primaryKey(),
    name: str().notNull(),
    data: json<unknown>().notNull(),
    key: str(),
    attempts: int().notNull(),
    error: str().notNull(),
    stack: str(),
    diedAt: ms().notNull(),
  },
  (t) => [index('dead_jobs_died').on(t.diedAt)],
)

/** Names of jobs that wait until an admin lets them go. */
export const pausedJobs = table('paused_jobs', { name: str().primaryKey() })
