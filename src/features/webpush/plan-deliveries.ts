import type { Site } from '#platform/site.ts'
import { deliverDue } from './deliver-due.ts'
import { hearsOf } from './webpush.policy.ts'
import { insertDelivery, subscriptionsOf } from './webpush.queries.ts'

/**
 * Plans one delivery for each device of an account that may want to hear of a notification, once however often this runs. Where we may not ask
 * the host nothing is planned: its device is shown as out of reach.
 */
export async function planDeliveries(site: Site, told: { notificationId: number; accountId: number; type: string }): Promise<void> {
  const { notificationId, accountId, type } = told
  await site.store.tx(async (db) => {
    for (const subscription of await subscriptionsOf(db, accountId)) {
      if (!hearsOf(subscription, type) || !site.fetch.may('push', subscription.endpoint)) continue
      const pair = { subscriptionId: subscription.id, notificationId }
      if (await insertDelivery(db, { ...pair, createdAt: site.clock.now() })) await site.jobs.add(db, deliverDue, pair)
    }
  })
}
