import type { Viewer } from '#base/viewer.ts'
import { loadNotification, type NotificationParts } from '#features/notifications/notifications.json.ts'
import { identifyTokenById } from '#features/oauth/identify-token.ts'
import { followedAmong } from '#features/relationships/relationships.queries.ts'
import { identifySessionById } from '#features/signin/identify-session.ts'
import type { Site } from '#platform/site.ts'
import { openToken } from './sealed-token.ts'
import { wantsPush } from './webpush.policy.ts'
import { payloadJson } from './payload.json.ts'
import type { PushSubscription } from './webpush.schema.ts'

/** What a device is sent; `nothing`: not this time; `stranger`: whoever holds it may not be told anything here any more. */
export type Draft = { kind: 'message'; text: string } | { kind: 'nothing' } | { kind: 'stranger' }

/**
 * Writes what one device is told of one notification, as things stand at this moment: a post that may not be told any more, a sender who was
 * put away, a wish that was changed, a leaver: all of them are asked again here (SEC:V3).
 */
export async function pushMessage(site: Site, subscription: PushSubscription, notificationId: number): Promise<Draft> {
  const viewer = await holderOf(site, subscription)
  if (!viewer) return { kind: 'stranger' }
  const parts = await loadNotification(site, viewer, notificationId)
  if (!parts || parts.notification.filtered || isHidden(parts) || !(await isWanted(site, viewer, subscription, parts)))
    return { kind: 'nothing' }
  const token = openToken(site, subscription)
  return { kind: 'message', text: JSON.stringify(payloadJson(site, { token, locale: viewer.locale }, parts)) }
}

/** Who holds the device, through an app or a browser; undefined when that may not be told anything here any more. */
async function holderOf(site: Site, { tokenId, sessionId }: PushSubscription): Promise<Viewer | undefined> {
  const caller = tokenId === null ? await identifySessionById(site, sessionId ?? 0) : await identifyTokenById(site, tokenId)
  if (caller?.kind === 'session') return caller.viewer
  return caller?.kind === 'token' && !caller.disabled ? caller.viewer : undefined
}

/** A filter of the receiver hides it. Lists hand it out and leave it to the app; nobody could hide it on a locked screen. */
const isHidden = ({ status }: NotificationParts) =>
  status?.flags.filtered.some(({ filter }) => filter.action === 'hide' && filter.contexts.includes('notifications')) ?? false

async function isWanted(site: Site, { accountId }: Viewer, subscription: PushSubscription, { notification }: NotificationParts) {
  const { fromAccountId, type } = notification
  const follows = async (who: number, whom: number) => (await followedAmong(site.store.read, who, [whom])).has(whom)
  return wantsPush(subscription, type, {
    following: await follows(accountId, fromAccountId),
    followedBy: await follows(fromAccountId, accountId),
  })
}
