import type { PushAnswer } from '#platform/push/push.ts'
import type { Site } from '#platform/site.ts'
import { patience } from './push-life.ts'
import { deleteSubscription, endDelivery, noteAnswer } from './webpush.queries.ts'
import type { PushSubscription } from './webpush.schema.ts'

type Read = Pick<PushSubscription, 'id' | 'createdAt' | 'failingSince'>

/**
 * Notes what a push service said: how the device's push works, and whether the delivery has ended. A device that the service knows no more, or
 * that has taken nothing for 14 days, is forgotten. What has taken the subscription's place meanwhile is not touched.
 */
export async function recordAnswer(
  site: Site,
  pair: { subscriptionId: number; notificationId: number },
  read: Read,
  { end, said, retryAfter }: PushAnswer,
): Promise<void> {
  const now = site.clock.now()
  const failingSince = read.failingSince ?? now
  await site.store.tx(async (db) => {
    if (end === 'gone' || (end !== 'taken' && failingSince <= now - patience)) return await deleteSubscription(db, read)
    if (end === 'taken') await noteAnswer(db, read, { workedAt: now, failingSince: null, lastAnswer: said, restUntil: null })
    else
      await noteAnswer(db, read, { failingSince, lastAnswer: said, restUntil: retryAfter === undefined ? null : now + retryAfter * 1000 })
    if (end !== 'later') await endDelivery(db, pair, now)
  })
  if (end !== 'taken') site.log.info({ subscription: read.id, end, said }, 'a push was not taken')
}
