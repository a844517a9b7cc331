import type { Viewer } from '#base/viewer.ts'
import {
  announcementChanged,
  announcementPublished,
  announcementReacted,
  announcementWithdrawn,
} from '#features/announcements/announcements.events.ts'
import { heardAnnouncement, heardReaction } from '#features/announcements/heard-announcement.ts'
import { notificationCreated, notificationsMerged } from '#features/notifications/notifications.events.ts'
import { loadNotification, notificationJson } from '#features/notifications/notifications.json.ts'
import { statusCreated, statusEdited, statusRetired } from '#features/statuses/statuses.events.ts'
import { loadStatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { standsInHome } from '#features/timelines/home-ids.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import type { Site } from '#platform/site.ts'
import { heardOf, type Retired } from './heard-of.ts'
import type { Message } from './stream.ts'

/** Names of the events that may mean something for a stream. */
export const heardEvents: ReadonlySet<string> = new Set([
  statusCreated.name,
  statusEdited.name,
  statusRetired.name,
  notificationCreated.name,
  notificationsMerged.name,
  announcementPublished.name,
  announcementChanged.name,
  announcementReacted.name,
  announcementWithdrawn.name,
])

/**
 * What an event means for one person, on whatever channels. Rendered for that person, through the policy and the rule of home: nothing
 * leaves here that a GET would not answer.
 */
export async function messagesOf(site: Site, viewer: Viewer, event: SiteEvent): Promise<Message[]> {
  switch (event.name) {
    case statusCreated.name:
      return await arrived(site, viewer, statusCreated.data.parse(event.data).statusId)
    case statusEdited.name:
      return await changed(site, viewer, statusEdited.data.parse(event.data).statusId)
    case statusRetired.name:
      return await gone(site, viewer, statusRetired.data.parse(event.data))
    case notificationCreated.name:
      return await told(site, viewer, notificationCreated.data.parse(event.data))
    case notificationsMerged.name:
      return merged(viewer, notificationsMerged.data.parse(event.data).accountId)
    case announcementPublished.name:
    case announcementChanged.name:
      return await announced(site, viewer, announcementPublished.data.parse(event.data).announcementId)
    case announcementReacted.name: {
      const { announcementId, name } = announcementReacted.data.parse(event.data)
      const payload = JSON.stringify(await heardReaction(site, announcementId, name))
      return [{ channel: 'user', event: 'announcement.reaction', payload }]
    }
    case announcementWithdrawn.name: {
      const { announcementId } = announcementWithdrawn.data.parse(event.data)
      return [{ channel: 'user', event: 'announcement.delete', payload: String(announcementId) }]
    }
    default:
      return []
  }
}

async function announced(site: Site, viewer: Viewer, id: number): Promise<Message[]> {
  const json = await heardAnnouncement(site, viewer, id)
  return json ? [{ channel: 'user', event: 'announcement', payload: JSON.stringify(json) }] : []
}

const load = async (site: Site, viewer: Viewer, id: number) => (await loadStatusParts(site, site.store.read, [id], viewer, canList))[0]

async function arrived(site: Site, viewer: Viewer, id: number): Promise<Message[]> {
  const parts = (await standsInHome(site, viewer, id)) ? await load(site, viewer, id) : undefined
  return parts ? [{ channel: 'user', event: 'update', payload: JSON.stringify(statusJson(site, parts)) }] : []
}

async function changed(site: Site, viewer: Viewer, id: number): Promise<Message[]> {
  const parts = await load(site, viewer, id)
  if (!parts) return []
  const payload = JSON.stringify(statusJson(site, parts))
  const message = (channel: Message['channel']): Message => ({ channel, event: 'status.update', payload })
  const named = parts.mentions.some(({ account }) => account.id === viewer.accountId)
  return [...((await standsInHome(site, viewer, id)) ? [message('user')] : []), ...(named ? [message('user:notification')] : [])]
}

async function gone(site: Site, viewer: Viewer, data: Retired): Promise<Message[]> {
  return (await heardOf(site, viewer, data)) ? [{ channel: 'user', event: 'delete', payload: String(data.statusId) }] : []
}

const own = ['user', 'user:notification'] as const

/** What the receiver's policy filtered makes no event; a filtered row is none here either. */
async function told(site: Site, viewer: Viewer, data: { notificationId: number; accountId: number }): Promise<Message[]> {
  const parts = data.accountId === viewer.accountId ? await loadNotification(site, viewer, data.notificationId) : undefined
  if (!parts || parts.notification.filtered) return []
  const payload = JSON.stringify(notificationJson(site, parts))
  return own.map((channel) => ({ channel, event: 'notification', payload }))
}

/** Apps read their notifications anew; the payload says nothing, as in Mastodon. */
const merged = (viewer: Viewer, accountId: number): Message[] =>
  accountId === viewer.accountId ? own.map((channel) => ({ channel, event: 'notifications_merged', payload: '1' })) : []
