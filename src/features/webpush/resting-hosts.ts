import type { Site } from '#platform/site.ts'

/** Ms for which a host that did not answer is left alone: otherwise the worker would spend its time waiting at a firewall. */
const rest = 60_000

const resting = new WeakMap<Site, Map<string, number>>()

/** Leaves a host alone for a minute, in this process. */
export function restHost(site: Site, host: string): void {
  const hosts = resting.get(site) ?? new Map<string, number>()
  resting.set(site, hosts.set(host, site.clock.now() + rest))
}

/** Until when a host is left alone, Unix ms; 0 = it is not. */
export const restsUntil = (site: Site, host: string): number => resting.get(site)?.get(host) ?? 0
