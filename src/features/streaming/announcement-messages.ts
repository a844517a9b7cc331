import { heardAnnouncement, heardReaction } from '#features/announcements/heard-announcement.ts'
import type { Site } from '#platform/site.ts'
import type { Ears, Message, Messages } from './stream.ts'

const key = 'user'

/** Announcements are for everybody who hears `user`. */
const listeners = (ears: readonly Ears[]) =>
  ears.filter(({ channels }) => channels.some(({ feed }) => feed === key)).map(({ viewer }) => viewer.accountId)

const toAll = (ears: readonly Ears[], message: Omit<Message, 'key'>): Messages =>
  new Map(listeners(ears).map((accountId) => [accountId, [{ key, ...message }]]))

/** One that is published or changed, with the links that each may see. */
export async function announcedMessages(site: Site, ears: readonly Ears[], id: number): Promise<Messages> {
  const accountIds = listeners(ears)
  if (accountIds.length === 0) return new Map()
  const found = await heardAnnouncement(site, accountIds, id)
  return new Map([...found].map(([accountId, payload]) => [accountId, [{ key, event: 'announcement', payload }]]))
}

/** A sign that was put under one or taken back: how many there are. */
export async function reactionMessages(site: Site, ears: readonly Ears[], of: { announcementId: number; name: string }): Promise<Messages> {
  if (listeners(ears).length === 0) return new Map()
  return toAll(ears, { event: 'announcement.reaction', payload: JSON.stringify(await heardReaction(site, of.announcementId, of.name)) })
}

/** One that is shown to nobody any more. */
export const withdrawnMessages = (ears: readonly Ears[], id: number): Messages =>
  toAll(ears, { event: 'announcement.delete', payload: String(id) })
