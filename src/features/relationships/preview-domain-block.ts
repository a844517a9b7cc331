import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { tiesToDomain } from './domain-blocks.queries.ts'
import { domainName } from './domain-name.ts'

/** How many follows a block of this server would sever. Throws 422 for what is no domain. */
export async function previewDomainBlock(site: Site, viewer: Pick<Viewer, 'accountId'>, text: string) {
  const { followed, followers } = await tiesToDomain(site.store.read, viewer.accountId, domainName(text))
  return { following_count: followed.length, followers_count: followers.length }
}
