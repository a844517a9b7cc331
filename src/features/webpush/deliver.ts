import { sha256 } from '#base/ids.ts'
import { unavailable } from '#base/errors.ts'
import { sendPush } from '#platform/push/send-push.ts'
import type { Site } from '#platform/site.ts'
import { pushLife } from './push-life.ts'
import { type Draft, pushMessage } from './push-message.ts'
import { pushSender } from './push-sender.ts'
import { recordAnswer } from './record-answer.ts'
import { restHost, restsUntil } from './resting-hosts.ts'
import { deleteSubscription, endDelivery, openDelivery } from './webpush.queries.ts'
import type { PushSubscription } from './webpush.schema.ts'

interface Pair {
  subscriptionId: number
  notificationId: number
}

/**
 * Tells one device of one notification. Once it has ended it does nothing however often it runs; a process that dies between the push service's
 * yes and our note of it sends a second time, under the same topic. Throws 503 when it is to be tried again later, for 48 hours.
 */
export async function deliver(site: Site, pair: Pair): Promise<void> {
  const found = await openDelivery(site.store.read, pair)
  if (!found) return
  const { subscription, plannedAt } = found
  const now = site.clock.now()
  const left = plannedAt + pushLife - now
  const draft = left > 0 ? await pushMessage(site, subscription, pair.notificationId) : ({ kind: 'nothing' } as Draft)
  if (draft.kind === 'message') return await send(site, pair, subscription, { text: draft.text, ttl: Math.ceil(left / 1000) })
  await site.store.tx(async (db) => {
    if (draft.kind === 'stranger') await deleteSubscription(db, subscription)
    else await endDelivery(db, pair, now)
  })
}

async function send(site: Site, pair: Pair, subscription: PushSubscription, message: { text: string; ttl: number }): Promise<void> {
  const now = site.clock.now()
  const host = new URL(subscription.endpoint).host
  const rest = Math.max(subscription.restUntil ?? 0, restsUntil(site, host))
  if (rest > now) throw later(host, 'rests', Math.ceil((rest - now) / 1000))
  const topic = sha256(`${subscription.id}:${pair.notificationId}`).slice(0, 32)
  const answer = await sendPush(site, await pushSender(site), subscription, { ...message, topic })
  if (answer.silent) restHost(site, host)
  await recordAnswer(site, pair, subscription, answer)
  if (answer.end === 'later') throw later(host, answer.said, answer.retryAfter ?? 0)
}

/** The jobs table tries again: not before `seconds` have passed. */
const later = (host: string, said: string, seconds: number) =>
  unavailable('push_later', 'The push service has no time', seconds, `${host}: ${said}`)
