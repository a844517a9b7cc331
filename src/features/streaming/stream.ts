import type { Viewer } from '#base/viewer.ts'
import type { Channel } from './channels.ts'

/** What goes out on one channel. */
export interface Message {
  /** Key of the channel. */
  key: string
  event:
    | 'update'
    | 'status.update'
    | 'delete'
    | 'notification'
    | 'notifications_merged'
    | 'conversation'
    | 'filters_changed'
    | 'announcement'
    | 'announcement.reaction'
    | 'announcement.delete'
  /** JSON text or a bare id; absent for `filters_changed`, which says nothing more. */
  payload?: string
  /** Only for tokens that may hear notifications (SEC:A1). */
  told?: true
}

/** One person, and all the channels that some stream of theirs carries. */
export interface Ears {
  viewer: Viewer
  channels: readonly Channel[]
}

/** What an event means for each of some people, by account; whoever hears nothing is absent. */
export type Messages = Map<number, Message[]>

/** One open connection of an app, whatever carries it. */
export interface Stream {
  viewer: Viewer
  tokenId: number
  scopes: readonly string[]
  /** `position` of the event behind it. Nothing happens once the connection is closed. */
  send(channel: Channel, message: Message, position: string): void
  /** So much waits for a slow reader that what can wait should: it is cut off at 1 MiB (SEC:D16). */
  clogged(): boolean
  /** Whether somebody is at the other end: a phone that has changed its network leaves an open stream behind for up to a minute. */
  isThere(): Promise<boolean>
  /** What it heard on this channel is no more: its list was deleted. */
  ended(channel: Channel): void
  close(): void
}

/** A token may keep so many connections open in one process (SEC:D16). */
export const mostStreams = 20

/** A connection may carry so many channels (SEC:D16). */
export const mostChannels = 100

/** Bytes unsent from which a stream is clogged. */
export const clog = 262_144
