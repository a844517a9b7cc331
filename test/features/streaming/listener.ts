import { setTimeout as sleep } from 'node:timers/promises'
import type { Viewer } from '#base/viewer.ts'
import { identifyToken } from '#features/oauth/identify-token.ts'
import { channelOf, type Wish } from '#features/streaming/channels.ts'
import { hubOf } from '#features/streaming/hub.ts'
import type { Stream } from '#features/streaming/stream.ts'
import type { Site } from '#platform/site.ts'
import { makeToken, phoneScopes } from '../../people.ts'

export interface Heard {
  /** Name of the channel. */
  channel: string
  event: string
  /** Empty where there is none. */
  payload: string
  position: string
}

/** An app that listens without a network between. */
export interface Listener {
  heard: Heard[]
  closed: boolean
  /** It takes one message, and the next when `clogged` is false again. */
  clogs: boolean
  clogged: boolean
  /** Keys of channels that are no more. */
  ended: string[]
  token: string
  stream: Stream
  /** Resolves when so many messages have come, or throws after two seconds. */
  until(count: number): Promise<Heard[]>
  /** Resolves when the stream was closed, or throws after a second (SEC:V9). */
  untilClosed(): Promise<void>
}

export async function listen(
  site: Site,
  viewer: Viewer,
  o: { channels?: (string | Wish)[]; scopes?: readonly string[]; token?: string; after?: string; clogs?: boolean } = {},
): Promise<Listener> {
  const scopes = o.scopes ?? phoneScopes
  const token = o.token ?? (await makeToken(site, viewer, scopes))
  const caller = await identifyToken(site, token)
  if (caller?.kind !== 'token') throw new Error('no person is behind this token')
  const listener: Listener = {
    heard: [],
    closed: false,
    ended: [],
    clogs: o.clogs ?? false,
    clogged: false,
    token,
    stream: {
      viewer,
      tokenId: caller.tokenId,
      scopes,
      send: (channel, { event, payload = '' }, position) => {
        listener.heard.push({ channel: channel.echo[0]!, event, payload, position })
        listener.clogged = listener.clogs
      },
      clogged: () => listener.clogged,
      isThere: async () => true,
      ended: (channel) => listener.ended.push(channel.key),
      close: () => {
        listener.closed = true
      },
    },
    until: async (count) => {
      await waitFor(
        () => listener.heard.length >= count,
        30_000,
        () => `heard ${listener.heard.length} of ${count}`,
      )
      return listener.heard
    },
    untilClosed: async () =>
      await waitFor(
        () => listener.closed,
        30_000,
        () => 'the stream is still open',
      ),
  }
  hubOf(site).add(listener.stream)
  for (const wish of o.channels ?? ['user']) {
    const channel = channelOf(typeof wish === 'string' ? { name: wish } : wish, scopes)
    if ('error' in channel) throw new Error(channel.error)
    hubOf(site).subscribe(listener.stream, channel, o.after)
  }
  return listener
}

async function waitFor(there: () => boolean, ms: number, what: () => string) {
  const end = Date.now() + ms
  while (!there()) {
    if (Date.now() > end) throw new Error(what())
    await sleep(5)
  }
}

/** Long enough for anything that will be delivered to have been. */
export const quiet = async () => await sleep(100)
