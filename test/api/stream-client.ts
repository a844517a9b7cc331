import { once } from 'node:events'
import WebSocket from 'ws'
import { type SentEvent, validateFrame, validateStream } from '../contract/frames.ts'
import { until } from '../until.ts'

export interface Frame {
  stream?: string[]
  event?: string
  payload?: string
  error?: string
  status?: number
}

export interface Socket {
  frames: Frame[]
  /** Close code, once it is closed. */
  closed: number | undefined
  protocol: string
  say(what: unknown): void
  /** Sends text or bytes as they are. */
  sendRaw(data: string | Buffer): void
  /** Resolves with the first frame that fits. Throws when a frame came that no app can decode. */
  frame(fits: (frame: Frame) => boolean): Promise<Frame>
  close(): Promise<void>
}

export interface Refused {
  status: number
  message: string
  body: string
}

/** Opens a WebSocket as an app does, or answers how the handshake was refused. */
export async function openSocket(
  url: string,
  o: { path?: string; query?: string; header?: string; protocol?: string } = {},
): Promise<Socket | Refused> {
  const address = `${url.replace(/^http/, 'ws')}${o.path ?? '/api/v1/streaming'}${o.query ? `?${o.query}` : ''}`
  const ws = new WebSocket(address, o.protocol ? [o.protocol] : [], o.header ? { headers: { authorization: `Bearer ${o.header}` } } : {})
  let fault: unknown
  const socket: Socket = {
    frames: [],
    closed: undefined,
    protocol: '',
    say: (what) => ws.send(JSON.stringify(what)),
    sendRaw: (data) => ws.send(data),
    frame: async (fits) => {
      const frame = await until(() => fault !== undefined || socket.frames.find(fits))
      if (fault !== undefined || frame === true) throw fault
      return frame
    },
    close: async () => {
      if (fault !== undefined) throw fault
      if (ws.readyState === ws.CLOSED) return
      ws.close()
      await once(ws, 'close')
    },
  }
  ws.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as Frame
    try {
      validateFrame(frame)
    } catch (error) {
      fault ??= error
    }
    socket.frames.push(frame)
  })
  ws.on('close', (code) => {
    socket.closed = code
  })
  return await new Promise<Socket | Refused>((resolve, reject) => {
    ws.on('open', () => {
      socket.protocol = ws.protocol
      resolve(socket)
    })
    ws.on('unexpected-response', (_, answer) => {
      let body = ''
      answer.on('data', (chunk) => (body += String(chunk)))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, message: String(answer.headers['x-error-message'] ?? ''), body }))
    })
    ws.on('error', reject)
  })
}

export interface Events {
  status: number
  headers: Headers
  /** Everything that has come, as it came. */
  text: string
  /** The server has ended it. */
  ended: boolean
  /** The events that have come whole. Throws when one came that no app can decode. */
  all(): SentEvent[]
  /** The same. */
  leave(): void
}

/** Opens a stream of server-sent events. */
export async function openEvents(url: string, path: string, headers: Record<string, string> = {}): Promise<Events> {
  const away = new AbortController()
  const answer = await fetch(url + path, { headers, signal: away.signal })
  const leave = () => {
    away.abort()
    events.all()
  }
  const all = () => validateStream(events.text, answer.ok ? path.replace(/\?.*/, '') : '')
  const events: Events = { status: answer.status, headers: answer.headers, text: '', ended: false, all, leave }
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of answer.body ?? []) events.text += decoder.decode(chunk, { stream: true })
  }
  read().then(
    () => (events.ended = true),
    () => (events.ended = true),
  )
  return events
}
