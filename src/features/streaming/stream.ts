import type { Viewer } from '#base/viewer.ts'
import type { Channel } from './channels.ts'

/** What goes out on one channel: `payload` is JSON text or a bare id. */
export interface Message {
  channel: Channel
  event:
    | 'update'
    | 'status.update'
    | 'delete'
    | 'notification'
    | 'notifications_merged'
    | 'announcement'
    | 'announcement.reaction'
    | 'announcement.delete'
  payload: string
}

/** One open connection of an app, whatever carries it. */
export interface Stream {
  viewer: Viewer
  tokenId: number
  scopes: readonly string[]
  channels: ReadonlySet<Channel>
  /** `position` of the event behind it. Nothing happens once the connection is closed. */
  send(message: Message, position: string): void
  close(): void
}

/** A token may keep so many connections open in one process (SEC:D16). */
export const mostStreams = 20
