import { tidyArchives } from '#features/archives/archives.jobs.ts'
import { tidyConversations } from '#features/conversations/conversations.jobs.ts'
import { removeLoose } from '#features/files/files.jobs.ts'
import { sweepMedia } from '#features/media/media.jobs.ts'
import { tidyTokens } from '#features/oauth/oauth.jobs.ts'
import { indexJob } from '#features/search/search.jobs.ts'
import { forgetKeys } from '#features/statuses/statuses.jobs.ts'
import { forgetPositions } from '#features/streaming/streaming.jobs.ts'
import { tidyPush } from '#features/webpush/webpush.jobs.ts'
import { lookForOverdue } from '#features/scheduled/scheduled.jobs.ts'
import { purgeEvents } from '#platform/events/purge-events.ts'
import type { JobDef } from '#platform/jobs/jobs.ts'
import { purgeJobs } from '#platform/jobs/purge-jobs.ts'
import type { Site } from '#platform/site.ts'
import cron from 'node-cron'

/** A job without data, and when it is added, as a cron expression in UTC. */
export interface Scheduled {
  cron: string
  job: JobDef<Site, Record<string, never>>
}

/** Everything that comes round. */
export const schedule: readonly Scheduled[] = [
  { cron: '* * * * *', job: purgeEvents },
  { cron: '* * * * *', job: forgetPositions },
  { cron: '* * * * *', job: indexJob },
  { cron: '7,27,47 * * * *', job: forgetKeys },
  { cron: '17 3 * * *', job: purgeJobs },
  { cron: '41 3 * * *', job: tidyTokens },
  { cron: '29 4 * * *', job: tidyConversations },
  { cron: '23 * * * *', job: sweepMedia },
  { cron: '37 * * * *', job: tidyPush },
  { cron: '11 * * * *', job: tidyArchives },
  { cron: '53 3 * * *', job: removeLoose },
  { cron: '47 * * * *', job: lookForOverdue },
]

/** Adds the job, unless the last one of the schedule still waits: after a pause of a day it runs once and not for every tick. */
export const addScheduled = (site: Site, { job }: Scheduled): Promise<void> =>
  site.store.tx((db) => site.jobs.add(db, job, {}, { once: 'schedule' }))

/** Adds jobs by the clock and does nothing else. What may have come round while nothing ran is added at once; a doubled tick harms nothing. */
export async function startSchedule(site: Site, rows: readonly Scheduled[] = schedule): Promise<{ stop(): Promise<void> }> {
  for (const row of rows) await addScheduled(site, row)
  const tasks = rows.map((row) => {
    const tick = () =>
      addScheduled(site, row).catch((err: unknown) => site.log.error({ err, job: row.job.name }, 'a scheduled job cannot be added'))
    return cron.schedule(row.cron, tick, { timezone: 'UTC', name: row.job.name })
  })
  return {
    async stop() {
      for (const task of tasks) await task.destroy()
    },
  }
}
