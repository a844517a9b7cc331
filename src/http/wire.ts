import type { RawData, WebSocket } from 'ws'
import type { Wire } from './sockets.ts'

/** A client that reads slower than we write is cut off here, in bytes not yet sent (SEC:D16). */
export const mostUnsent = 1024 * 1024

/** One open WebSocket behind the interface that features see. */
export class OpenWire implements Wire {
  #ws: WebSocket
  #alive = true

  constructor(ws: WebSocket) {
    this.#ws = ws
    ws.on('pong', () => {
      this.#alive = true
    })
    // A frame that is too large or broken closes the socket by itself; nothing more is to be done.
    ws.on('error', () => undefined)
    ws.on('message', (_: RawData, binary: boolean) => {
      if (binary) ws.close(1003)
    })
  }

  send(text: string): void {
    const ws = this.#ws
    if (ws.readyState !== ws.OPEN) return
    ws.send(text)
    if (ws.bufferedAmount > mostUnsent) ws.terminate()
  }

  close(code = 1000, reason = ''): void {
    this.#ws.close(code, reason)
  }

  onText(fn: (text: string) => void): void {
    this.#ws.on('message', (data: RawData, binary: boolean) => {
      if (!binary) fn((data as Buffer).toString())
    })
  }

  onClose(fn: () => void): void {
    this.#ws.once('close', fn)
  }

  /** Every 30 s: drops a peer that has not answered since the last round, and asks again. */
  ping(): void {
    if (!this.#alive) return this.#ws.terminate()
    this.#alive = false
    this.#ws.ping()
  }

  /** At the end of the process: says good-bye, and does not wait long for the answer. */
  leave(): void {
    this.#ws.close(1001)
    setTimeout(() => this.#ws.terminate(), 500).unref()
  }
}
