import type { Site } from './site.ts'

/**
 * What a process has one of for each site: made at its first use, gone with the site. A cache that hears events is registered in `make`, so
 * that it listens once.
 */
export function onePerSite<T extends object>(make: (site: Site) => T): (site: Site) => T {
  const made = new WeakMap<Site, T>()
  return (site) => {
    const known = made.get(site)
    if (known) return known
    const fresh = make(site)
    made.set(site, fresh)
    return fresh
  }
}
