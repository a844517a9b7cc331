import type { Readable } from 'node:stream'

/** First and last byte, both included, as in an HTTP Range. */
export interface ByteRange {
  start: number
  end: number
}

/** Where files lie. Keys are made by the server and hold only `a-z`, `0-9` and `/` (SEC:T2). */
export interface Storage {
  /** Stores an object; when it answers, the bytes survive a power cut. Throws 413 past `maxBytes` and 507 when the disk is full; nothing is left then. */
  put(key: string, body: Buffer | Readable, o?: { maxBytes?: number }): Promise<{ size: number; sha256: string }>
  /** The object's bytes, or a range of them, and its whole size. Throws 404 when there is none. */
  get(key: string, range?: ByteRange): Promise<{ stream: Readable; size: number }>
  /** Size in bytes, or undefined when there is no such object. */
  stat(key: string): Promise<{ size: number } | undefined>
  /** Removes an object; one that is not there is no fault. */
  remove(key: string): Promise<void>
  /** Keys that begin with the prefix, in no order. */
  list(prefix: string): AsyncIterable<string>
}
