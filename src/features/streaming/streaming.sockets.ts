import type { SocketCall, SocketRow, Wire } from '#http/sockets.ts'
import { z } from 'zod'
import { type Channel, channelOf, type StreamFault, type Wish } from './channels.ts'
import { hubOf } from './hub.ts'
import type { Stream } from './stream.ts'

const text = z.union([z.string(), z.number().transform(String)])
/** What an app says; where a list is sent its first name counts. Everything else is ignored without a word. */
const Said = z.object({
  type: z.enum(['subscribe', 'unsubscribe']),
  stream: z.union([z.string(), z.array(z.string()).transform((names) => names[0] ?? '')]),
  tag: text.exactOptional().catch(''),
  list: text.exactOptional().catch(''),
})

const tooMany = 1013

function accept(call: SocketCall, wire: Wire): void {
  const { site, caller, viewer, query } = call
  const hub = hubOf(site)
  if (caller.kind !== 'token') return wire.close()
  if (!hub.hasRoom(caller.tokenId)) return wire.close(tooMany, 'Too many streams')
  const { tokenId, scopes } = caller
  const channels = new Set<Channel>()
  const stream: Stream = {
    viewer,
    tokenId,
    scopes,
    channels,
    send: ({ channel, event, payload }) => wire.send(JSON.stringify({ stream: [channel], event, payload })),
    close: () => wire.close(),
  }
  const subscribe = (wish: Wish) => {
    const channel = channelOf(wish, scopes)
    if (typeof channel === 'string') channels.add(channel)
    else wire.send(JSON.stringify(faultOf(channel)))
  }
  const unsubscribe = (wish: Wish) => {
    const channel = channelOf(wish, scopes)
    if (typeof channel === 'string') channels.delete(channel)
    else wire.send(JSON.stringify({ error: 'Error unsubscribing from channel' }))
  }

  wire.onText((frame) => {
    const said = Said.safeParse(parsed(frame)).data
    if (!said) return
    const { stream: name, ...rest } = said
    if (said.type === 'subscribe') subscribe({ name, ...rest })
    else unsubscribe({ name, ...rest })
  })
  wire.onClose(() => hub.remove(stream))
  hub.add(stream)
  const name = query.get('stream')
  if (name !== null)
    subscribe({ name, ...(query.get('tag') ? { tag: query.get('tag')! } : {}), ...(query.get('list') ? { list: query.get('list')! } : {}) })
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
