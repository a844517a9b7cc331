import { vapidKeys } from '#features/instance/vapid.ts'
import type { Site } from '#platform/site.ts'
import { pushAlerts, type PushSubscription } from './webpush.schema.ts'

/**
 * Mastodon's WebPushSubscription. `id` is a number, and every alert is there, not only those that were sent: iOS decodes four of them as
 * required.
 */
export const subscriptionJson = (site: Site, { id, endpoint, standard, alerts, policy }: PushSubscription) => ({
  id,
  endpoint,
  standard,
  alerts: Object.fromEntries(pushAlerts.map((name) => [name, alerts.includes(name)])),
  server_key: vapidKeys(site.secrets).publicKey,
  policy,
})
