import { clearCopies } from '#features/holds/holds.jobs.ts'
import type { AnyJob } from '#platform/jobs/jobs.ts'
import type { Site } from '#platform/site.ts'

/** Every feature's jobs: what the worker knows how to run. */
export const jobs: readonly AnyJob<Site>[] = [clearCopies]
