import type { Site } from '#platform/site.ts'

const dayLength = 86_400_000
const days = 7

/** The moment (ms) from which on something counts as a trend: the first of the seven days (UTC) that a hashtag's history shows. */
export const trendsSince = (site: Pick<Site, 'clock'>): number => (Math.floor(site.clock.now() / dayLength) - days + 1) * dayLength
