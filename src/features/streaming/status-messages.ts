import type { Judgement } from '#features/statuses/judge.ts'
import { judgeForMany } from '#features/statuses/judge-for-many.ts'
import { openStatusJson } from '#features/statuses/open-status.json.ts'
import { loadBareParts, partsForMany } from '#features/statuses/parts-for-many.ts'
import { type StatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { standsInHomes, standsOnLists } from '#features/timelines/stands-for-many.ts'
import type { Site } from '#platform/site.ts'
import type { Channel } from './channels.ts'
import { isOpenFeed, mayStandOn, standsOpen } from './open-channels.ts'
import type { Ears, Message, Messages } from './stream.ts'

/**
 * What a post that is new (`update`) or changed (`status.update`) means for these people. What is the same for all is loaded and rendered
 * once; each is judged by the policy, and flags are read only for those on whose channels it stands. About thirty queries, for one as for
 * all.
 */
export async function statusMessages(site: Site, ears: readonly Ears[], id: number, event: 'update' | 'status.update'): Promise<Messages> {
  const db = site.store.read
  const bare = await loadBareParts(site, db, id)
  if (!bare) return new Map()
  const heard = ears
    .map((one) => ({ ...one, channels: one.channels.filter((channel) => mayStandOn(channel, bare, event)) }))
    .filter(({ channels }) => channels.length > 0)
  if (heard.length === 0) return new Map()
  const judged = await judgeForMany(
    site,
    db,
    heard.map(({ viewer }) => viewer.accountId),
    id,
  )
  const judgements = new Map([...judged].filter(([accountId, { status, facts }]) => canList({ accountId }, status, facts)))
  const on = (feed: Channel['feed']) => heard.filter(({ channels }) => channels.some((channel) => channel.feed === feed))
  const homes = await standsInHomes(db, only(judgements, [...on('user')]))
  const listIds = heard.flatMap(({ channels }) => channels.flatMap((channel) => channel.listId ?? []))
  const lists = await standsOnLists(db, only(judgements, on('list')), listIds)

  const found: Messages = new Map()
  for (const { viewer, channels } of heard) {
    const judgement = judgements.get(viewer.accountId)
    if (!judgement) continue
    const named = event === 'status.update' && bare.mentions.some(({ account }) => account.id === viewer.accountId)
    const stands = (channel: Channel): Omit<Message, 'payload' | 'key'> | undefined => {
      if (isOpenFeed(channel.feed)) return standsOpen(viewer, judgement, channel, bare) ? { event } : undefined
      if (channel.feed === 'list') return lists.has(channel.listId ?? 0) ? { event } : undefined
      if (channel.feed === 'user' && homes.has(viewer.accountId)) return { event }
      // Whoever was told of a post by its mention is told of its changes on the same ways.
      return named ? { event, told: true } : undefined
    }
    const messages = channels.flatMap((channel) => {
      const message = stands(channel)
      return message ? [{ key: channel.key, ...message }] : []
    })
    if (messages.length) found.set(viewer.accountId, messages)
  }
  return await rendered(site, bare, judgements, found, heard)
}

const only = (judgements: ReadonlyMap<number, Judgement>, ears: readonly Ears[]) =>
  new Map(
    ears.flatMap(({ viewer: { accountId } }) => {
      const judgement = judgements.get(accountId)
      return judgement ? [[accountId, judgement] as const] : []
    }),
  )

/** Puts the payloads in. Whoever has the same flags gets the same text, so it is written once for each set of flags. */
async function rendered(
  site: Site,
  bare: StatusParts,
  judgements: ReadonlyMap<number, Judgement>,
  found: Messages,
  heard: readonly Ears[],
): Promise<Messages> {
  const parts = await partsForMany(
    site,
    site.store.read,
    bare,
    only(
      judgements,
      heard.filter(({ viewer }) => found.has(viewer.accountId)),
    ),
  )
  const texts = new Map<string, string>()
  const once = (key: string, make: () => unknown) => {
    const text = texts.get(key) ?? JSON.stringify(make())
    texts.set(key, text)
    return text
  }
  const openFeeds = new Set(heard.flatMap(({ channels }) => channels.filter(({ feed }) => isOpenFeed(feed)).map(({ key }) => key)))
  for (const [accountId, messages] of found) {
    const own = parts.get(accountId)!
    const { parentSeen, filtered } = own.flags
    for (const message of messages)
      message.payload = openFeeds.has(message.key)
        ? once(JSON.stringify(['open', parentSeen, filtered]), () => openStatusJson(site, own))
        : once(JSON.stringify(['own', own.flags, own.boosted?.flags]), () => statusJson(site, own))
  }
  return found
}
