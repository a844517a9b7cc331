import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import { sealToken } from './sealed-token.ts'
import { putSubscription } from './webpush.queries.ts'
import type { PushSubscription } from './webpush.schema.ts'

/** What an app says of its device. */
export type NewSubscription = Pick<PushSubscription, 'endpoint' | 'p256dh' | 'auth' | 'standard' | 'alerts' | 'policy'>

/** The token of an app that subscribes: its id, and itself, which is stored nowhere else but as a hash. */
export interface OwnToken {
  id: number
  bearer: string
}

/** Subscribes the device behind a token, in place of what it had before. Any host is taken, also one that we may not ask (docs/adr/0029). */
export async function subscribe(
  site: Site,
  { accountId }: Pick<Viewer, 'accountId'>,
  token: OwnToken,
  wish: NewSubscription,
): Promise<PushSubscription> {
  const sealedToken = sealToken(site, token.bearer)
  return await site.store.tx(
    async (db) =>
      await putSubscription(db, { ...wish, tokenId: token.id, sessionId: null, accountId, sealedToken, createdAt: site.clock.now() }),
  )
}
