import type { Site } from '#platform/site.ts'
import { type DeviceState, deviceState, hostOf } from './device-state.ts'
import { allHealth } from './webpush.queries.ts'

/** How many devices of one push service are in which state. */
export interface HostStatus {
  host: string
  count: Record<DeviceState['kind'], number>
  /** The newest success of all, Unix ms. */
  workedAt: number | null
  /** Last answers of those that fail, each once. */
  answers: string[]
}

/** How push works, by push service, the largest first. Reads every subscription: for the command line. */
export async function pushStatus(site: Pick<Site, 'store' | 'fetch'>): Promise<HostStatus[]> {
  const hosts = new Map<string, HostStatus>()
  for (const row of await allHealth(site.store.read)) {
    const host = hostOf(row)
    const own = hosts.get(host) ?? { host, count: { waiting: 0, works: 0, failing: 0, barred: 0 }, workedAt: null, answers: [] }
    hosts.set(host, own)
    own.count[deviceState(site, row).kind]++
    if (row.workedAt !== null) own.workedAt = Math.max(own.workedAt ?? 0, row.workedAt)
    const said = row.failingSince === null ? null : row.lastAnswer
    if (said !== null && !own.answers.includes(said)) own.answers.push(said)
  }
  const size = ({ count }: HostStatus) => Object.values(count).reduce((sum, n) => sum + n, 0)
  return [...hosts.values()].sort((a, b) => size(b) - size(a) || a.host.localeCompare(b.host))
}
