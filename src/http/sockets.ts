import type { Caller, Viewer } from '#base/viewer.ts'
import type { Site } from '#platform/site.ts'
import type { StreamPart } from './page.ts'

/** The request that asked for a socket: a person has been identified, the address and the origin are checked. */
export interface SocketCall {
  site: Site
  caller: Caller
  viewer: Viewer
  /** Query of the request. */
  query: URLSearchParams
  locale: string
  requestId: string
  ip: string
  header(name: string): string | undefined
  /** The markup of Turbo stream elements, rendered as pages do, in the viewer's language. */
  render(parts: readonly StreamPart[]): string
}

/** One open WebSocket. It pings every 30 s, and is cut off at 1 MiB unsent or at a frame of more than 4 kB (SEC:D16). */
export interface Wire {
  /** Sends a text frame; nothing happens on a closed socket. Bytes are UTF-8, and are not to be changed afterwards. */
  send(text: string | Buffer): void
  /** Bytes that wait for the peer to read. */
  readonly unsent: number
  /** Closes; 4401 tells our page that its session is over. */
  close(code?: number, reason?: string): void
  /** Calls `fn` for each text frame; a binary frame closes the socket with 1003. */
  onText(fn: (text: string) => void): void
  /** Calls `fn` once when the socket is gone, whoever closed it; `broken` when the two did not say good-bye. */
  onClose(fn: (broken: boolean) => void): void
  /** Calls `fn` at each ping, and what it returns when the peer has answered that ping: it has read everything that was sent before. */
  onPing(fn: () => () => void): void
  /** Whether the peer answers a ping within so many ms. */
  answers(ms: number): Promise<boolean>
}

/** One path that upgrades to a WebSocket; a feature's `*.sockets.ts` exports an array of them. Both slash forms are accepted. */
export interface SocketRow {
  path: string
  /**
   * `token`: a person's access token in the header, in `access_token` of the query, or as the subprotocol, in that order.
   * `session`: the session cookie and an Origin that is exactly ours.
   */
  auth: 'token' | 'session'
  accept(call: SocketCall, wire: Wire): void | Promise<void>
}
