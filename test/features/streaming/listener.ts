import { setTimeout as sleep } from 'node:timers/promises'
import type { Viewer } from '#base/viewer.ts'
import { identifyToken } from '#features/oauth/identify-token.ts'
import type { Channel } from '#features/streaming/channels.ts'
import { hubOf } from '#features/streaming/hub.ts'
import type { Message, Stream } from '#features/streaming/stream.ts'
import type { Site } from '#platform/site.ts'
import { makeToken, phoneScopes } from '../../people.ts'

export interface Heard extends Message {
  position: string
}

/** An app that listens without a network between. */
export interface Listener {
  heard: Heard[]
  closed: boolean
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
  o: { channels?: Channel[]; scopes?: readonly string[]; token?: string; after?: string } = {},
): Promise<Listener> {
  const scopes = o.scopes ?? phoneScopes
  const token = o.token ?? (await makeToken(site, viewer, scopes))
  const caller = await identifyToken(site, token)
  if (caller?.kind !== 'token') throw new Error('no person is behind this token')
  const listener: Listener = {
    heard: [],
    closed: false,
    token,
    stream: {
      viewer,
      tokenId: caller.tokenId,
      scopes,
      channels: new Set(o.channels ?? ['user']),
      send: (message, position) => listener.heard.push({ ...message, position }),
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
  hubOf(site).add(listener.stream, o.after)
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
