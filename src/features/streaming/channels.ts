/** Channels that carry something; more come with lists, tags and the public timelines. */
export type Channel = 'user' | 'user:notification'

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

/** The channel of a wish, or what is wrong with it. Every channel needs a scope, and the scope is asked first (SEC:A1). */
export function channelOf(wish: Wish, scopes: readonly string[]): Channel | StreamFault {
  if (!(wish.name === 'user:notification' ? mayHearNotifications(scopes) : holds(scopes, 'statuses'))) return scopeFault
  switch (wish.name) {
    case 'user':
    case 'user:notification':
      return wish.name
    case 'hashtag':
    case 'hashtag:local':
      return { status: 400, error: wish.tag ? 'Unknown stream type' : 'Missing tag name parameter' }
    case 'list':
      return wish.list
        ? { status: 401, error: 'Not authorized to stream this list' }
        : { status: 400, error: 'Missing list name parameter' }
    default:
      return { status: 400, error: 'Unknown stream type' }
  }
}
