import { runJobs } from '#platform/jobs/run-jobs.ts'
import type { Site } from '#platform/site.ts'
import { jobs } from './jobs.ts'
import { startSchedule } from './schedule.ts'

/** Runs every feature's jobs and adds those that come round. `close` finishes what runs, or lets go of it after 30 s. */
export async function startWorker(site: Site): Promise<{ close(): Promise<void> }> {
  const runner = runJobs(site, jobs)
  const clockwork = await startSchedule(site).catch(async (e: unknown) => {
    await runner.stop()
    throw e
  })
  site.log.info({ jobs: jobs.length }, 'worker runs')
  return {
    async close() {
      await clockwork.stop()
      await runner.stop()
    },
  }
}
