import {
  announcementChanged,
  announcementPublished,
  announcementReacted,
  announcementWithdrawn,
} from '#features/announcements/announcements.events.ts'
import { conversationChanged } from '#features/conversations/conversations.events.ts'
import { filtersChanged } from '#features/filters/filters.events.ts'
import { notificationCreated, notificationsMerged } from '#features/notifications/notifications.events.ts'
import { statusCreated, statusEdited, statusRetired } from '#features/statuses/statuses.events.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import type { Site } from '#platform/site.ts'
import { announcedMessages, reactionMessages, withdrawnMessages } from './announcement-messages.ts'
import { goneMessages } from './gone-messages.ts'
import { filtersMessages, letterMessages, mergedMessages, toldMessages } from './own-messages.ts'
import { statusMessages } from './status-messages.ts'
import type { Ears, Messages } from './stream.ts'

type Tell = (site: Site, ears: readonly Ears[], event: SiteEvent) => Promise<Messages>

/** What each event that may mean something for a stream means. */
const tells: ReadonlyMap<string, Tell> = new Map<string, Tell>([
  [
    statusCreated.name,
    async (site, ears, event) => await statusMessages(site, ears, statusCreated.data.parse(event.data).statusId, 'update'),
  ],
  [
    statusEdited.name,
    async (site, ears, event) => await statusMessages(site, ears, statusEdited.data.parse(event.data).statusId, 'status.update'),
  ],
  [statusRetired.name, async (site, ears, event) => await goneMessages(site, ears, statusRetired.data.parse(event.data))],
  [notificationCreated.name, async (site, ears, event) => await toldMessages(site, ears, notificationCreated.data.parse(event.data))],
  [notificationsMerged.name, async (_, ears, event) => mergedMessages(ears, notificationsMerged.data.parse(event.data))],
  [conversationChanged.name, async (site, ears, event) => await letterMessages(site, ears, conversationChanged.data.parse(event.data))],
  [
    announcementPublished.name,
    async (site, ears, event) => await announcedMessages(site, ears, announcementPublished.data.parse(event.data).announcementId),
  ],
  [
    announcementChanged.name,
    async (site, ears, event) => await announcedMessages(site, ears, announcementChanged.data.parse(event.data).announcementId),
  ],
  [announcementReacted.name, async (site, ears, event) => await reactionMessages(site, ears, announcementReacted.data.parse(event.data))],
  [
    announcementWithdrawn.name,
    async (_, ears, event) => withdrawnMessages(ears, announcementWithdrawn.data.parse(event.data).announcementId),
  ],
  [filtersChanged.name, async (_, ears, event) => filtersMessages(ears, filtersChanged.data.parse(event.data))],
])

/** Whether an event may mean something for a stream. */
export const isHeard = (event: SiteEvent): boolean => tells.has(event.name)

/**
 * What an event means for each of these people on the channels that they hear. Rendered for the receiver, through the policy and the rules of
 * the timelines: nothing leaves here that a GET would not answer. A constant number of queries, however many listen.
 */
export async function messagesOf(site: Site, ears: readonly Ears[], event: SiteEvent): Promise<Messages> {
  const tell = tells.get(event.name)
  return tell && ears.length > 0 ? await tell(site, ears, event) : new Map()
}
