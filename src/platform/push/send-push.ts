import { FetchFault } from '../fetch/fetch.ts'
import type { Site } from '../site.ts'
import { answerTo, faultAs } from './answer.ts'
import type { PushAnswer, PushMessage, PushSender, PushTarget } from './push.ts'

/**
 * Sends one encrypted message to a push service (RFC 8030, 8291, 8292), through the one door out and only to hosts of `fetch.push`. Redirects
 * are not followed. Never throws for what the other side does.
 */
export async function sendPush(
  site: Pick<Site, 'fetch' | 'clock'>,
  sender: PushSender,
  target: PushTarget,
  message: PushMessage,
): Promise<PushAnswer> {
  // Loaded with the first message: a start does not wait for it. It would open connections of its own, so it only writes the request.
  const { default: webPush } = await import('web-push')
  const { endpoint, headers, body } = webPush.generateRequestDetails(
    { endpoint: target.endpoint, keys: { p256dh: target.p256dh, auth: target.auth } },
    message.text,
    {
      vapidDetails: sender,
      contentEncoding: target.standard ? 'aes128gcm' : 'aesgcm',
      TTL: message.ttl,
      topic: message.topic,
      urgency: 'normal',
    },
  )
  const own = Object.entries(headers as Record<string, string | number>).filter(([name]) => name.toLowerCase() !== 'content-length')
  try {
    const reply = await site.fetch('push', endpoint, {
      method: 'POST',
      headers: Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), String(value)])),
      ...(body ? { body } : {}),
    })
    return answerTo(reply.status, reply.headers.get('retry-after'), site.clock.now())
  } catch (error) {
    if (error instanceof FetchFault) return faultAs(error)
    throw error
  }
}
