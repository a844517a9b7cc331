import { Readable } from 'node:stream'
import type { Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import type { Channel } from './channels.ts'
import { hubOf } from './hub.ts'
import { clog, type Stream } from './stream.ts'

/** Ms between two comments that keep proxies from closing a quiet connection. */
const thumpEvery = 15_000
/** Bytes that may wait for a slow reader before it is cut off (SEC:D16). */
const mostUnsent = 1_048_576

export interface SseWish {
  viewer: Viewer
  tokenId: number
  scopes: readonly string[]
  channel: Channel
  /** `Last-Event-ID`: the position up to which an earlier connection has told everything. */
  after: string | undefined
}

/** A stream of server-sent events in Mastodon's form, with `id:` so that it can be resumed; undefined when the token has too many open. */
export function openSse(site: Site, wish: SseWish): Readable | undefined {
  const hub = hubOf(site)
  if (!hub.hasRoom(wish.tokenId)) return undefined
  const thump = setInterval(() => push(':thump\n\n'), thumpEvery).unref()
  const body = new Readable({
    read() {},
    destroy(error, done) {
      clearInterval(thump)
      hub.remove(stream)
      done(error)
    },
  })
  const push = (text: string) => {
    if (body.destroyed) return
    body.push(text)
    if (body.readableLength > mostUnsent) body.destroy()
  }
  const stream: Stream = {
    viewer: wish.viewer,
    tokenId: wish.tokenId,
    scopes: wish.scopes,
    // An event without a payload says `undefined`, as in Mastodon's documentation.
    send: (_, { event, payload }, position) => push(`id: ${position}\nevent: ${event}\ndata: ${payload ?? 'undefined'}\n\n`),
    clogged: () => body.readableLength > clog,
    isThere: async () => true,
    ended: () => body.destroy(),
    close: () => body.destroy(),
  }
  push(':)\n')
  hub.add(stream)
  hub.subscribe(stream, wish.channel, wish.after)
  return body
}
