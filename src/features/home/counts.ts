import type { Viewer } from '#base/viewer.ts'
import { conversationChanged, conversationMarked } from '#features/conversations/conversations.events.ts'
import { countUnreadConversations } from '#features/conversations/count-unread-conversations.ts'
import { markerMoved } from '#features/markers/markers.events.ts'
import { countUnread } from '#features/notifications/count-unread.ts'
import { groupableTypes } from '#features/notifications/group-key.ts'
import { notificationCreated, notificationsDismissed, notificationsMerged } from '#features/notifications/notifications.events.ts'
import { notificationTypes } from '#features/notifications/notifications.schema.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import type { Site } from '#platform/site.ts'

/** A number beside an entry of the rail. */
export interface Count {
  n: number
  /** There are more than `n`. */
  more: boolean
}

/** What waits unread. */
export interface Counts {
  notifications: Count
  conversations: Count
}

/** Beyond it a number says no more than "many". */
const most = 99
const countOf = (found: number): Count => ({ n: Math.min(found, most), more: found > most })

/** What waits for the viewer, as far as it may be told. Three queries when there is nothing. */
export async function loadCounts(site: Site, viewer: Pick<Viewer, 'accountId'>): Promise<Counts> {
  const wish = { types: notificationTypes, fromAccountId: 0, filtered: false }
  return {
    notifications: countOf(await countUnread(site, viewer, most + 1, wish, groupableTypes)),
    conversations: countOf(await countUnreadConversations(site, viewer, most + 1)),
  }
}

const counted: ReadonlySet<string> = new Set(
  [notificationCreated, notificationsMerged, notificationsDismissed, conversationChanged, conversationMarked].map((event) => event.name),
)

/** Whether an event may change what waits for the viewer: something came, or was read or put away on another device. */
export function changesCounts({ accountId }: Pick<Viewer, 'accountId'>, { name, data }: Pick<SiteEvent, 'name' | 'data'>): boolean {
  if (name === markerMoved.name) {
    const moved = markerMoved.data.parse(data)
    return moved.accountId === accountId && moved.timeline === 'notifications'
  }
  return counted.has(name) && (data as { accountId: number }).accountId === accountId
}
