import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { Refusal } from '#base/errors.ts'
import { randomHex } from '#base/ids.ts'
import { hostCheck, ownOrigin, splitTarget } from './address.ts'
import { Exchange } from './exchange.ts'
import { bearerOf, callerOfCookie, queryToken } from './identify.ts'
import type { Parts } from './parts.ts'
import { openSocketCall } from './socket-call.ts'
import type { SocketRow } from './sockets.ts'
import { OpenWire } from './wire.ts'

const pingEvery = 30_000
/** For each session or token (SEC:D16). */
const mostPerHolder = 20

/** A handshake that is refused: answered as plain HTTP before the upgrade, text in a header, no body. */
const refused = (status: number, message: string) => new Refusal('socket_refused', status, message)

/** All open sockets of this process, and the way in. */
export class SocketServer {
  #parts: Parts
  #rows: ReadonlyMap<string, SocketRow>
  #isOurs: (host: string | undefined) => boolean
  #wires = new Map<OpenWire, string>()
  #server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: 4096,
    handleProtocols: (offered, req) => (this.#byProtocol.has(req) ? ([...offered][0] ?? false) : false),
  })
  /** Requests whose token came as subprotocol: a browser needs it echoed. */
  #byProtocol = new WeakSet<IncomingMessage>()
  #timer: NodeJS.Timeout

  constructor(parts: Parts, rows: readonly SocketRow[]) {
    this.#parts = parts
    this.#rows = new Map(rows.map((row) => [row.path, row]))
    this.#isOurs = hostCheck(parts.site.config)
    this.#timer = setInterval(() => this.#wires.keys().forEach((wire) => wire.ping()), pingEvery)
    this.#timer.unref()
  }

  /** For the server's `upgrade` event. */
  async upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy())
    try {
      const { row, x, holder } = await this.#check(req)
      const call = await openSocketCall(this.#parts, x)
      this.#server.handleUpgrade(req, socket, head, (ws) => void this.#accept(row, call, ws, holder))
    } catch (error) {
      const refusal = error instanceof Refusal ? error : refused(500, 'Internal error')
      if (refusal !== error) this.#parts.site.log.error({ err: error }, 'a socket could not be opened')
      const status = `${refusal.status} ${refusal.status === 401 ? 'Unauthorized' : 'Refused'}`
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\nX-Error-Message: ${refusal.message}\r\n\r\n`)
    }
  }

  async #check(req: IncomingMessage) {
    const x = new Exchange(req, new ServerResponse(req), randomHex(8), this.#parts.streams)
    Object.assign(x, splitTarget(req.url ?? ''))
    if (!this.#isOurs(req.headers.host)) throw refused(421, 'Misdirected request')
    x.ip = this.#parts.addresses.ip(req)
    const row = this.#rows.get(x.path.replace(/(?<=.)\/$/, ''))
    if (!row) throw refused(404, 'Not found')
    if (row.auth === 'session') await this.#bySession(x)
    else await this.#byToken(x)
    const { caller } = x
    if (caller.kind !== 'session' && caller.kind !== 'token') throw refused(401, 'Invalid access token')
    x.locale = this.#parts.languages.of(caller.viewer.locale)
    const holder = caller.kind === 'session' ? `session:${caller.sessionId}` : `token:${caller.tokenId}`
    if ([...this.#wires.values()].filter((one) => one === holder).length >= mostPerHolder) throw refused(429, 'Too many open sockets')
    return { row, x, holder }
  }

  /** A cookie goes along with whatever page opens the socket, so that page's origin must be ours to the letter (SEC:C1). */
  async #bySession(x: Exchange): Promise<void> {
    if (x.req.headers.origin !== ownOrigin(x.req, this.#parts.site.config)) throw refused(403, 'Foreign origin')
    x.caller = await callerOfCookie(this.#parts, x.req.headers.cookie)
    if (x.caller.kind === 'anonymous') throw refused(401, 'Not signed in')
  }

  async #byToken(x: Exchange): Promise<void> {
    const protocol = x.req.headers['sec-websocket-protocol']
    const token = bearerOf(x.req.headers.authorization) ?? queryToken(x.rawQuery) ?? protocol
    if (token === undefined) throw refused(401, 'Missing access token')
    if (token === protocol) this.#byProtocol.add(x.req)
    const caller = await this.#parts.doors.token(token)
    if (caller?.kind !== 'token' || caller.disabled) throw refused(401, 'Invalid access token')
    x.caller = caller
  }

  async #accept(row: SocketRow, call: Awaited<ReturnType<typeof openSocketCall>>, ws: WebSocket, holder: string): Promise<void> {
    const wire = new OpenWire(ws)
    this.#wires.set(wire, holder)
    wire.onClose(() => this.#wires.delete(wire))
    try {
      await row.accept(call, wire)
    } catch (error) {
      this.#parts.site.log.error({ err: error, requestId: call.requestId, path: row.path }, 'a socket failed')
      wire.close(1011)
    }
  }

  /** Says good-bye to all. */
  close(): void {
    clearInterval(this.#timer)
    for (const wire of this.#wires.keys()) wire.leave()
  }
}
