import type { Judgement } from '#features/statuses/judge.ts'
import type { StatusParts } from '#features/statuses/statuses.json.ts'
import type { Looker } from '#features/statuses/statuses.policy.ts'
import { type From, inOpen, inPublic, isFrom } from '#features/timelines/public.policy.ts'
import type { Channel, Feed } from './channels.ts'

/** Whether a feed is that of a timeline for which nobody has to follow anybody. */
export const isOpenFeed = (feed: Feed): boolean => feed.startsWith('public') || feed.startsWith('hashtag')

/** Whose posts a feed carries. */
export const fromOf = (feed: Feed): From => (feed.includes(':local') ? 'here' : feed.includes(':remote') ? 'elsewhere' : undefined)

/** What of a post says on which open channels it may stand, whoever looks. */
export interface Place {
  listed: boolean
  isBoost: boolean
  hasMedia: boolean
  /** Folded names. */
  tags: readonly string[]
}

/** Whether a post may stand on an open channel as far as it alone says; the rules below ask the rest. */
export function mayStandOpen({ feed, tag }: Channel, { listed, isBoost, hasMedia, tags }: Place): boolean {
  if (!listed || isBoost || (feed.endsWith(':media') && !hasMedia)) return false
  return tag === undefined || tags.includes(tag)
}

/** Whether a post may stand on a channel, as far as it alone says: what spares most listeners of most tags a judgement. */
export function mayStandOn(channel: Channel, bare: StatusParts, event: 'update' | 'status.update'): boolean {
  const { feed } = channel
  if (feed === 'direct') return false
  if (feed === 'user:notification') return event === 'status.update'
  return !isOpenFeed(feed) || mayStandOpen(channel, placeOf(bare))
}

const placeOf = ({ status, media, tags }: StatusParts): Place => ({
  listed: status.listed,
  isBoost: status.boostOfId !== null,
  hasMedia: media.length > 0,
  tags: tags.map(({ name }) => name),
})

/** Whether a post stands on an open channel of somebody's now: by the rules of the public timeline and of tags. */
export const standsOpen = (looker: Looker, judgement: Judgement, channel: Channel, bare: StatusParts): boolean =>
  mayStandOpen(channel, placeOf(bare)) &&
  isFrom(fromOf(channel.feed), judgement.status) &&
  (channel.tag === undefined ? inPublic(looker, judgement) : inOpen(looker, judgement))
