import type { Site } from '#platform/site.ts'
import { arrivalsByWeek, newcomersByWeek, postsByWeek } from './activity.queries.ts'

const week = 7 * 86_400_000
const weeks = 12
/** Ms that the numbers may lag: three months are read for them. */
const shelf = 3_600_000

interface Week {
  week: string
  statuses: string
  logins: string
  registrations: string
}

const kept = new WeakMap<Site, { at: number; weeks: Week[] }>()

/** The Monday of the week, midnight UTC; Unix time began on a Thursday. */
const mondayOf = (ms: number) => ms - ((ms + 3 * 86_400_000) % week)

/** Mastodon's InstanceActivity: twelve weeks, the present one first, all of it strings. */
export async function showActivity(site: Site): Promise<Week[]> {
  const now = site.clock.now()
  const known = kept.get(site)
  if (known && now - known.at < shelf && mondayOf(known.at) === mondayOf(now)) return known.weeks
  const since = mondayOf(now) - (weeks - 1) * week
  const { read } = site.store
  const posts = await postsByWeek(read, since)
  const arrivals = await arrivalsByWeek(read, since)
  const newcomers = await newcomersByWeek(read, since)
  const list = Array.from({ length: weeks }, (_, ago) => {
    const i = weeks - 1 - ago
    return {
      week: String((since + i * week) / 1000),
      statuses: String(posts.get(i) ?? 0),
      logins: String(arrivals.get(i) ?? 0),
      registrations: String(newcomers.get(i) ?? 0),
    }
  })
  kept.set(site, { at: now, weeks: list })
  return list
}
