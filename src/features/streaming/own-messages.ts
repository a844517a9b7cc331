import { Refusal } from '#base/errors.ts'
import { conversationJson, loadConversation } from '#features/conversations/conversations.json.ts'
import { loadNotification, notificationJson } from '#features/notifications/notifications.json.ts'
import type { Site } from '#platform/site.ts'
import type { Feed } from './channels.ts'
import type { Ears, Message, Messages } from './stream.ts'

/** Both tell a person of what is only theirs. */
const own: readonly Feed[] = ['user', 'user:notification']

const earsOf = (ears: readonly Ears[], accountId: number) => ears.find((one) => one.viewer.accountId === accountId)

/** The same message on those of these channels that are heard. */
function on(ears: Ears | undefined, feeds: readonly Feed[], message: Omit<Message, 'key'>): Messages {
  const heard = ears?.channels.filter((channel) => feeds.includes(channel.feed)) ?? []
  return new Map(ears && heard.length ? [[ears.viewer.accountId, heard.map(({ key }) => ({ key, ...message }))]] : [])
}

/** What the receiver's policy filtered makes no event; a filtered row is none here either. */
export async function toldMessages(
  site: Site,
  ears: readonly Ears[],
  data: { notificationId: number; accountId: number },
): Promise<Messages> {
  const mine = earsOf(ears, data.accountId)
  const parts = mine?.channels.some(({ feed }) => own.includes(feed))
    ? await loadNotification(site, mine.viewer, data.notificationId)
    : undefined
  if (!parts || parts.notification.filtered) return new Map()
  return on(mine, own, { event: 'notification', payload: JSON.stringify(notificationJson(site, parts)), told: true })
}

/** Apps read their notifications anew; the payload says nothing, as in Mastodon. */
export const mergedMessages = (ears: readonly Ears[], { accountId }: { accountId: number }): Messages =>
  on(earsOf(ears, accountId), own, { event: 'notifications_merged', payload: '1', told: true })

/** Apps read the filters anew and look again at what they show. */
export const filtersMessages = (ears: readonly Ears[], { accountId }: { accountId: number }): Messages =>
  on(earsOf(ears, accountId), ['user'], { event: 'filters_changed' })

/** A conversation whose newest post may not be told, or which is gone, is as silent as its list. */
export async function letterMessages(
  site: Site,
  ears: readonly Ears[],
  data: { conversationId: number; accountId: number },
): Promise<Messages> {
  const mine = earsOf(ears, data.accountId)
  if (!mine?.channels.some(({ feed }) => feed === 'direct')) return new Map()
  const parts = await loadConversation(site, mine.viewer, data.conversationId).catch((err: unknown) => {
    if (err instanceof Refusal && err.status === 404) return undefined
    throw err
  })
  if (!parts?.lastStatus) return new Map()
  return on(mine, ['direct'], { event: 'conversation', payload: JSON.stringify(conversationJson(site, parts)) })
}
