import type { Caller, Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import type { Exchange } from './exchange.ts'
import { frameOf } from './frame-of.ts'
import { viewerOf } from './guard.ts'
import type { StreamPart } from './page.ts'
import type { Frame } from './pages/frame.ts'
import type { Parts } from './parts.ts'
import type { SocketCall } from './sockets.ts'

/** The request of a socket as its handler sees it; lives as long as the socket does. */
export class OpenSocketCall implements SocketCall {
  readonly site: Site
  readonly query: URLSearchParams
  #x: Exchange
  #parts: Parts
  #frame: Frame

  /** Use `openSocketCall`. */
  constructor(parts: Parts, x: Exchange, frame: Frame) {
    this.#parts = parts
    this.#x = x
    this.#frame = frame
    this.site = parts.site
    this.query = new URLSearchParams(x.rawQuery)
  }
  get caller(): Caller {
    return this.#x.caller
  }
  get viewer(): Viewer {
    return viewerOf(this.#x.caller)
  }
  get locale() {
    return this.#x.locale
  }
  get requestId() {
    return this.#x.requestId
  }
  get ip() {
    return this.#x.ip
  }
  header(name: string): string | undefined {
    return this.#x.header(name.toLowerCase())
  }
  render(parts: readonly StreamPart[]): string {
    return this.#parts.pages.streams(parts, { ...this.#frame, now: this.site.clock.now() })
  }
}

/** Reads once what partials show of the person, and makes the call. */
export const openSocketCall = async (parts: Parts, x: Exchange): Promise<OpenSocketCall> =>
  new OpenSocketCall(parts, x, await frameOf(parts, x, '', x.caller.kind === 'session'))
