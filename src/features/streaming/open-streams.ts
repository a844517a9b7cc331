import { mostStreams, type Stream } from './stream.ts'
import type { Subscription } from './subscription.ts'

/** One open stream. */
export interface Open {
  /** By the key of the channel. */
  subscriptions: Map<string, Subscription>
  /** Resolves when its token has been looked at once more. */
  looked: Promise<void>
}

/** The open streams of one process and what each of them hears. */
export class OpenStreams {
  readonly #open = new Map<Stream, Open>()
  readonly #ofToken = new Map<number, Set<Stream>>()

  get size(): number {
    return this.#open.size
  }

  add(stream: Stream, looked: Promise<void>): void {
    this.#open.set(stream, { subscriptions: new Map(), looked })
    this.#ofToken.set(stream.tokenId, (this.#ofToken.get(stream.tokenId) ?? new Set()).add(stream))
  }

  delete(stream: Stream): void {
    this.#open.delete(stream)
    const same = this.#ofToken.get(stream.tokenId)
    same?.delete(stream)
    if (same?.size === 0) this.#ofToken.delete(stream.tokenId)
  }

  get(stream: Stream): Open | undefined {
    return this.#open.get(stream)
  }

  where(fits: (stream: Stream) => boolean): Stream[] {
    return [...this.#open.keys()].filter(fits)
  }

  /** False when the token has as many open already (SEC:D16). */
  hasRoom(tokenId: number): boolean {
    return (this.#ofToken.get(tokenId)?.size ?? 0) < mostStreams
  }

  /** What a stream hears; a copy, so that it may end while it is walked. */
  of(stream: Stream): Subscription[] {
    return [...(this.#open.get(stream)?.subscriptions.values() ?? [])]
  }

  /** Whether it has not been left meanwhile. */
  has(one: Subscription): boolean {
    return this.#open.get(one.stream)?.subscriptions.get(one.channel.key) === one
  }

  /** The same channel on other streams of its token. */
  others({ stream, channel }: Subscription): Subscription[] {
    const same = [...(this.#ofToken.get(stream.tokenId) ?? [])].filter((other) => other !== stream)
    return same.flatMap((other) => this.#open.get(other)?.subscriptions.get(channel.key) ?? [])
  }
}
