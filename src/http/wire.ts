import type { RawData, WebSocket } from 'ws'
import type { Wire } from './sockets.ts'

/** A client that reads slower than we write is cut off here, in bytes not yet sent (SEC:D16). */
export const mostUnsent = 1024 * 1024

/** What `ws` says of a socket that ended without a closing frame (RFC 6455, 7.1.5). */
const abnormal = 1006

/** One open WebSocket behind the interface that features see. */
export class OpenWire implements Wire {
  #ws: WebSocket
  #alive = true
  #pingers: (() => () => void)[] = []
  /** What waits for the answer to a ping, by its number. */
  #pinged: { ping: number; answered: () => void }[] = []
  #pings = 0

  constructor(ws: WebSocket) {
    this.#ws = ws
    ws.on('pong', (data) => {
      this.#alive = true
      const upTo = Number(data.toString())
      const done = this.#pinged.filter(({ ping }) => ping <= upTo)
      this.#pinged = this.#pinged.filter(({ ping }) => !(ping <= upTo))
      for (const { answered } of done) answered()
    })
    // A frame that is too large or broken closes the socket by itself; nothing more is to be done.
    ws.on('error', () => undefined)
    ws.on('message', (_: RawData, binary: boolean) => {
      if (binary) ws.close(1003)
    })
  }

  send(text: string | Buffer): void {
    const ws = this.#ws
    if (ws.readyState !== ws.OPEN) return
    ws.send(text, { binary: false })
    if (ws.bufferedAmount > mostUnsent) ws.terminate()
  }

  get unsent(): number {
    return this.#ws.bufferedAmount
  }

  close(code = 1000, reason = ''): void {
    this.#ws.close(code, reason)
  }

  onText(fn: (text: string) => void): void {
    this.#ws.on('message', (data: RawData, binary: boolean) => {
      if (!binary) fn((data as Buffer).toString())
    })
  }

  onClose(fn: (broken: boolean) => void): void {
    this.#ws.once('close', (code) => fn(code === abnormal))
  }

  onPing(fn: () => () => void): void {
    this.#pingers.push(fn)
  }

  async answers(ms: number): Promise<boolean> {
    const ws = this.#ws
    if (ws.readyState !== ws.OPEN) return false
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const late = setTimeout(() => resolve(false), ms)
    this.#ask([() => resolve(true)])
    const answered = await promise
    clearTimeout(late)
    return answered
  }

  /** Every 30 s: drops a peer that has not answered since the last round, and asks again. */
  ping(): void {
    if (!this.#alive) return this.#ws.terminate()
    this.#alive = false
    this.#ask(this.#pingers.map((fn) => fn()))
  }

  /** A peer that answers has read all that was sent before: the wire keeps the order. It may answer the last of several only (RFC 6455, 5.5.3). */
  #ask(answers: (() => void)[]): void {
    const ping = ++this.#pings
    this.#pinged.push(...answers.map((answered) => ({ ping, answered })))
    this.#ws.ping(String(ping))
  }

  /** At the end of the process: says good-bye, and does not wait long for the answer. */
  leave(): void {
    this.#ws.close(1001)
    setTimeout(() => this.#ws.terminate(), 500).unref()
  }
}
