import type { Site } from '#platform/site.ts'
import type { InstanceParts } from './instance.json.ts'
import { atriumVersion, instanceVersion } from './version.ts'

/** Where NodeInfo stands. Only 2.0 is offered: some apps look for nothing newer, and one takes the first link of the list. */
export const nodeInfoLinks = (site: Site) => ({
  links: [{ rel: 'http://nodeinfo.diaspora.software/ns/schema/2.0', href: `${site.config.url}/nodeinfo/2.0` }],
})

/**
 * NodeInfo 2.0. The name is our own, with the kind that we speak beside it, unless the company chose to be called `mastodon`: the version
 * then is the one that apps compare.
 */
export function nodeInfoJson(site: Site, { usage }: InstanceParts) {
  const { name, softwareName } = site.config.instance
  const own = softwareName === 'atrium'
  return {
    version: '2.0',
    software: { name: softwareName, version: own ? atriumVersion : instanceVersion },
    protocols: ['activitypub'],
    services: { outbound: [], inbound: [] },
    usage: {
      users: { total: usage.people, activeMonth: usage.active, activeHalfyear: usage.activeLong },
      localPosts: usage.statuses,
    },
    openRegistrations: false,
    metadata: { nodeName: name, ...(own ? { upstream: { name: 'mastodon', version: instanceVersion } } : {}) },
  }
}
