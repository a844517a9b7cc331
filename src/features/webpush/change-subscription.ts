import { notFound } from '#base/errors.ts'
import type { Site } from '#platform/site.ts'
import { updateSubscription } from './webpush.queries.ts'
import type { PushSubscription } from './webpush.schema.ts'

/** What an app may change of its subscription. */
export type SubscriptionChange = Partial<Pick<PushSubscription, 'alerts' | 'policy'>>

/** Changes of what the device behind a token is told; alerts count as a whole. Throws 404 when it has no subscription. */
export async function changeSubscription(site: Site, tokenId: number, change: SubscriptionChange): Promise<PushSubscription> {
  const changed = await site.store.tx(async (db) => await updateSubscription(db, tokenId, change))
  if (!changed) throw notFound('push subscription')
  return changed
}
