import type { Claimed } from './jobs.queries.ts'
import { deleteClaimed, insertDead, releaseClaimed } from './jobs.queries.ts'
import type { JobSite, Outcome } from './run-one.ts'

/** Writes down what became of a job. False: its lease had run out and another has claimed it, so this run's word does not count. */
export async function settle(site: JobSite, job: Claimed, outcome: Outcome): Promise<boolean> {
  const counted = await site.store.tx(async (db) => {
    if (outcome.kind === 'again') return releaseClaimed(db, job, outcome.at)
    const gone = await deleteClaimed(db, job)
    if (gone && outcome.kind === 'dead') {
      const { error } = outcome
      await insertDead(db, {
        id: job.id,
        name: job.name,
        data: job.data,
        key: job.key,
        attempts: job.attempts,
        error: error instanceof Error ? error.message : String(error),
        stack: error instanceof Error ? (error.stack ?? null) : null,
        diedAt: site.clock.now(),
      })
    }
    return gone
  })
  const facts = { job: job.name, id: job.id, attempt: job.attempts }
  if (!counted) site.log.warn(facts, 'a job ended after its lease had run out')
  else if (outcome.kind === 'again') site.log.warn({ ...facts, err: outcome.error, at: outcome.at }, 'a job failed and will run again')
  else if (outcome.kind === 'dead') site.log.error({ ...facts, err: outcome.error }, 'a job failed for good')
  return counted
}
