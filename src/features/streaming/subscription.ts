import type { Channel } from './channels.ts'
import type { Ears, Stream } from './stream.ts'

/** One channel of one stream. */
export interface Subscription {
  stream: Stream
  channel: Channel
  /** Position up to which everything has been told; while `ready` the hub's own is, where that is later. */
  at: string
  /** Position up to which the app is known to have read. */
  sure: string
  /** It has what it missed and hears each event as it comes. */
  ready: boolean
}

/** Subscriptions by account and channel: who is to be asked about an event, and whom a message goes to. */
export class Seats {
  #seats = new Map<number, Map<string, Set<Subscription>>>()
  #ears: Ears[] | undefined

  add(one: Subscription): void {
    const { accountId } = one.stream.viewer
    const keys = this.#seats.get(accountId) ?? new Map<string, Set<Subscription>>()
    this.#seats.set(accountId, keys)
    keys.set(one.channel.key, (keys.get(one.channel.key) ?? new Set()).add(one))
    this.#ears = undefined
  }

  delete(one: Subscription): void {
    const { accountId } = one.stream.viewer
    const keys = this.#seats.get(accountId)
    const same = keys?.get(one.channel.key)
    if (!keys || !same?.delete(one)) return
    if (same.size === 0) keys.delete(one.channel.key)
    if (keys.size === 0) this.#seats.delete(accountId)
    this.#ears = undefined
  }

  /** Everybody here, each once, with all that they hear; kept until somebody comes or goes. */
  ears(): readonly Ears[] {
    return (this.#ears ??= [...this.#seats.values()].map((keys) => {
      const subscriptions = [...keys.values()].map((same) => same.values().next().value!)
      return { viewer: subscriptions[0]!.stream.viewer, channels: subscriptions.map(({ channel }) => channel) }
    }))
  }

  /** Those on this channel of an account. */
  of(accountId: number, key: string): Iterable<Subscription> {
    return this.#seats.get(accountId)?.get(key) ?? []
  }

  *[Symbol.iterator](): Iterator<Subscription> {
    for (const keys of this.#seats.values()) for (const same of keys.values()) yield* same
  }
}
