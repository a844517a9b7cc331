import type { Config } from '#platform/config/config.ts'
import type { Site } from '#platform/site.ts'

/** Builds everything that a process needs. */
export declare function openSite(config: Config, role: 'web' | 'worker' | 'demo' | 'cli'): Promise<Site & { close(): Promise<void> }>
