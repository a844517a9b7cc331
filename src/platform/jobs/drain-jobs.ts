import type { Site } from '../site.ts'
import type { AnyJob } from './jobs.ts'

/** Runs every job that is due, and what they add, until none is left. */
export declare function drainJobs(site: Site, defs: readonly AnyJob<Site>[]): Promise<number>
