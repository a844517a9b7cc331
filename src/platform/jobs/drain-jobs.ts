import { claimDue } from './jobs.queries.ts'
import type { AnyJob } from './jobs.ts'
import { runOne, type JobSite } from './run-one.ts'
import { settle } from './settle.ts'

/** Longer than any job takes that is run here. */
const lease = 3_600_000

/**
 * Runs every job that is due, and those that they add, one after the other until none is left; answers how many ran. What fails is
 * logged and waits for its next attempt, as in the worker. Throws after 100,000: jobs that add themselves have no end.
 */
export async function drainJobs<S extends JobSite>(site: S, defs: readonly AnyJob<S>[]): Promise<number> {
  const known = new Map(defs.map((def) => [def.name, def]))
  const names = [...known.keys()]
  for (let ran = 0; ran < 100_000; ran++) {
    const now = site.clock.now()
    const [job] = await site.store.tx((db) => claimDue(db, names, now, now + lease, 1))
    if (!job) return ran
    await settle(site, job, await runOne(site, known.get(job.name)!, job))
  }
  throw new Error('the jobs have no end')
}
