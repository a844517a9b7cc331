import type { SocketCall, SocketRow, Wire } from '#http/sockets.ts'
import { z } from 'zod'
import { channelOf, type StreamFault, type Wish } from './channels.ts'
import { frameBytes } from './frame-bytes.ts'
import { hubOf } from './hub.ts'
import { joinChannel } from './join-channel.ts'
import { clog, mostChannels, type Stream } from './stream.ts'

const text = z.union([z.string(), z.number().transform(String)])
/** What an app says; where a list is sent its first name counts. Everything else is ignored without a word. */
const Said = z.object({
  type: z.enum(['subscribe', 'unsubscribe']),
  stream: z.union([z.string(), z.array(z.string()).transform((names) => names[0] ?? '')]),
  tag: text.exactOptional().catch(''),
  list: text.exactOptional().catch(''),
})

const tooMany = 1013
/** Ms in which a peer answers whether it is still there. */
const patience = 3000
/** Frames of an app that may wait to be answered; one that says more is not talking sense (SEC:D16). */
const mostFrames = 500
const tooMuch: StreamFault = { status: 400, error: `Too many channels: a connection carries ${mostChannels}` }

function accept(call: SocketCall, wire: Wire): void {
  const { site, caller, viewer, query } = call
  const hub = hubOf(site)
  if (caller.kind !== 'token') return wire.close()
  if (!hub.hasRoom(caller.tokenId)) return wire.close(tooMany, 'Too many streams')
  const { tokenId, scopes } = caller
  const say = (what: unknown) => wire.send(JSON.stringify(what))
  const stream: Stream = {
    viewer,
    tokenId,
    scopes,
    send: (channel, message) => wire.send(frameBytes(channel, message)),
    clogged: () => wire.unsent > clog,
    isThere: async () => await wire.answers(patience),
    ended: () => undefined,
    close: () => wire.close(),
  }
  const subscribe = async (wish: Wish) => {
    const channel = await joinChannel(site, { viewer, scopes }, wish)
    if ('error' in channel) say(faultOf(channel))
    else if (!hub.subscribe(stream, channel)) say(faultOf(tooMuch))
  }
  const unsubscribe = (wish: Wish) => {
    const channel = channelOf(wish, scopes)
    if ('error' in channel) say({ error: 'Error unsubscribing from channel' })
    else hub.unsubscribe(stream, channel.key)
  }

  // One after the other, as they were said.
  let turn: Promise<void> = Promise.resolve()
  let waiting = 0
  const queue = (work: () => Promise<void> | void) => {
    if (++waiting > mostFrames) return wire.close(tooMany, 'Too many frames')
    turn = turn
      .then(work)
      .catch((err: unknown) => {
        site.log.error({ err, requestId: call.requestId }, 'a stream could not be joined')
        say({ error: 'Internal error', status: 500 })
      })
      .finally(() => waiting--)
  }
  wire.onText((frame) => {
    const said = Said.safeParse(parsed(frame)).data
    if (!said) return
    const { type, stream: name, ...rest } = said
    queue(() => (type === 'subscribe' ? subscribe({ name, ...rest }) : unsubscribe({ name, ...rest })))
  })
  wire.onClose((broken) => hub.remove(stream, broken ? 'broken' : 'left'))
  wire.onPing(() => hub.mark(stream))
  hub.add(stream)
  const name = query.get('stream')
  if (name !== null) queue(() => subscribe({ name, tag: query.get('tag') ?? '', list: query.get('list') ?? '' }))
}

const faultOf = ({ error, status }: StreamFault) => ({ error, status })

function parsed(frame: string): unknown {
  try {
    return JSON.parse(frame)
  } catch {
    return undefined
  }
}

/** The apps' socket: many channels over one connection. */
export const streamingSockets: readonly SocketRow[] = [{ path: '/api/v1/streaming', auth: 'token', accept }]
