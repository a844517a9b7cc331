import { foldHashtag } from '#base/text/fold-hashtag.ts'

/** What a channel carries; Mastodon's names. */
export const feeds = [
  'user',
  'user:notification',
  'public',
  'public:media',
  'public:local',
  'public:local:media',
  'public:remote',
  'public:remote:media',
  'hashtag',
  'hashtag:local',
  'list',
  'direct',
] as const
export type Feed = (typeof feeds)[number]

/** One channel as some app has asked for it. */
export interface Channel {
  feed: Feed
  /** The same for all who ask for the same, however they spell the tag: two subscriptions with one key are one. */
  key: string
  /** What `stream` says on the wire: the name, and the tag or list as the app sent it. */
  echo: readonly string[]
  /** Folded, for hashtags. */
  tag?: string
  /** For lists. */
  listId?: number
}

export interface Wish {
  name: string
  tag?: string
  list?: string
}

/** Why a channel cannot be had, in the words and with the status of Mastodon's streaming server. */
export interface StreamFault {
  status: 400 | 401
  error: string
}

const holds = (scopes: readonly string[], part: string) => scopes.includes('read') || scopes.includes(`read:${part}`)

/** Notifications need their own scope, in `user` too: without it that channel carries posts only (SEC:A1). */
export const mayHearNotifications = (scopes: readonly string[]): boolean => holds(scopes, 'notifications')

export const scopeFault: StreamFault = { status: 401, error: 'Access token does not have the required scopes' }
export const foreignList: StreamFault = { status: 401, error: 'Not authorized to stream this list' }

/** A tag longer than any that a post can carry is nobody's. */
const longestTag = 500

/**
 * The channel of a wish, or what is wrong with it. Every channel needs a scope, and the scope is asked first (SEC:A1). Whose a list is has
 * still to be asked: `mayJoin`.
 */
export function channelOf({ name, tag, list }: Wish, scopes: readonly string[]): Channel | StreamFault {
  if (!(name === 'user:notification' ? mayHearNotifications(scopes) : holds(scopes, 'statuses'))) return scopeFault
  const feed = feeds.find((one) => one === name)
  if (!feed) return { status: 400, error: 'Unknown stream type' }
  if (feed === 'hashtag' || feed === 'hashtag:local') {
    if (!tag || tag.length > longestTag) return { status: 400, error: 'Missing tag name parameter' }
    const folded = foldHashtag(tag)
    return { feed, key: `${feed}/${folded}`, echo: [feed, tag], tag: folded }
  }
  if (feed === 'list') {
    if (!list) return { status: 400, error: 'Missing list name parameter' }
    return /^\d{1,16}$/.test(list) ? { feed, key: `list/${Number(list)}`, echo: [feed, list], listId: Number(list) } : foreignList
  }
  return { feed, key: feed, echo: [feed] }
}
