import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { deleteDomainBlock } from './domain-blocks.queries.ts'
import { domainName } from './domain-name.ts'

/** Ends the viewer's block of a server; what it severed stays severed. Idempotent. Throws 422 for what is no domain. */
export async function unblockDomain(site: Site, viewer: Pick<Viewer, 'accountId'>, text: string): Promise<void> {
  const domain = domainName(text)
  await site.store.tx(async (db) => await deleteDomainBlock(db, viewer.accountId, domain))
}
