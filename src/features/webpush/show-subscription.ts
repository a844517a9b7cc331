import { notFound } from '#base/errors.ts'
import type { Site } from '#platform/site.ts'
import { subscriptionOfToken } from './webpush.queries.ts'
import type { PushSubscription } from './webpush.schema.ts'

/** The subscription of a token. Throws 404 when it has none (SEC:V17: nobody names one by its number). */
export async function showSubscription(site: Site, tokenId: number): Promise<PushSubscription> {
  const own = await subscriptionOfToken(site.store.read, tokenId)
  if (!own) throw notFound('push subscription')
  return own
}
