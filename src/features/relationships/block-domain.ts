import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { insertDomainBlock, tiesToDomain } from './domain-blocks.queries.ts'
import { domainName } from './domain-name.ts'
import { endFollow } from './end-follow.ts'
import { endRequest } from './end-request.ts'
import { lockPair } from './lock-pair.ts'
import { relationshipChanged } from './relationships.events.ts'

/**
 * Blocks a partner server for the viewer: follows in both directions and requests of its people end. Idempotent. Throws 422 for what is no
 * domain.
 */
export async function blockDomain(site: Site, viewer: Pick<Viewer, 'accountId'>, text: string): Promise<void> {
  const domain = domainName(text)
  const me = viewer.accountId
  await site.store.tx(async (db) => {
    const row = { id: site.ids.next(), accountId: me, domain, createdAt: site.clock.now() }
    if (!(await insertDomainBlock(db, row))) return
    const { followed, followers, asking } = await tiesToDomain(db, me, domain)
    const pairs = [
      ...followed.map(({ id }) => ({ accountId: me, targetId: id })),
      ...[...followers, ...asking].map(({ id }) => ({ accountId: id, targetId: me })),
    ]
    for (const pair of pairs) {
      await lockPair(db, pair)
      const ended = await endFollow(site, db, pair)
      const refused = await endRequest(site, db, pair)
      if (ended || refused) await site.events.add(db, relationshipChanged, pair)
    }
  })
}
