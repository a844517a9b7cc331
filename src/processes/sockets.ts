import { liveSockets } from '#features/home/live.sockets.ts'
import { streamingSockets } from '#features/streaming/streaming.sockets.ts'
import type { SocketRow } from '#http/sockets.ts'

/** Every feature's WebSocket paths. */
export const sockets: readonly SocketRow[] = [...liveSockets, ...streamingSockets]
