import type { Site } from '../site.ts'
import type { AnyJob } from './jobs.ts'

/** The worker's loop. */
export declare function runJobs(site: Site, defs: readonly AnyJob<Site>[]): { stop(): Promise<void> }
