import { setImmediate } from 'node:timers/promises'
import { comparePositions } from '#base/position.ts'
import { accountChanged } from '#features/accounts/accounts.events.ts'
import { identifyTokenById } from '#features/oauth/identify-token.ts'
import { tokenKilled } from '#features/oauth/oauth.events.ts'
import { sessionKilled } from '#features/signin/signin.events.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import type { Site } from '#platform/site.ts'
import { mayHearNotifications } from './channels.ts'
import { heardEvents, messagesOf } from './messages.ts'
import { mostStreams, type Message, type Stream } from './stream.ts'

/** Ms between two looks at whether each stream's person may still be here (SEC:V9). */
const recheck = 60_000
/** Events that may wait for their delivery; a hub that is further behind closes its streams, and apps read again. */
const mostWaiting = 5000
/** Receivers between two turns for the rest of the process. */
const batch = 20

/** All streams of one process. Each event is rendered once for each person, in order, however many connections they have. */
class Hub {
  #site: Site
  #open = new Set<Stream>()
  /** Those of them that have been looked at and have got what they missed. */
  #ready = new Set<Stream>()
  #turn: Promise<void> = Promise.resolve()
  #waiting = 0
  #at: string
  #timer: NodeJS.Timeout | undefined

  constructor(site: Site) {
    this.#site = site
    this.#at = site.events.position()
    site.events.listen((event) => this.#hear(event))
    site.events.onGap(() => this.#closeAll())
  }

  /** False when the token has as many open already (SEC:D16). */
  hasRoom(tokenId: number): boolean {
    let open = 0
    for (const stream of this.#open) if (stream.tokenId === tokenId) open++
    return open < mostStreams
  }

  /**
   * Takes a stream in; first it gets what it missed `after` a position that an earlier connection told, if that is not too long ago. Its
   * token is asked for once more, since it may have been revoked while the connection was being made.
   */
  add(stream: Stream, after?: string): void {
    this.#open.add(stream)
    this.#timer ??= setInterval(() => this.#reviewWhere(() => true), recheck).unref()
    this.#next(async () => {
      await this.#review([stream])
      if (after !== undefined) await this.#replay(stream, after)
      if (this.#open.has(stream)) this.#ready.add(stream)
    })
  }

  remove(stream: Stream): void {
    this.#open.delete(stream)
    this.#ready.delete(stream)
    if (this.#open.size) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #hear(event: SiteEvent): void {
    if (event.name === tokenKilled.name) {
      const dead = new Set(tokenKilled.data.parse(event.data).tokenIds)
      this.#close((stream) => dead.has(stream.tokenId))
    } else if (event.name === accountChanged.name) {
      const { accountId } = accountChanged.data.parse(event.data)
      this.#reviewWhere((stream) => stream.viewer.accountId === accountId)
    } else if (event.name === sessionKilled.name) {
      const { personId } = sessionKilled.data.parse(event.data)
      this.#reviewWhere((stream) => stream.viewer.personId === personId)
    } else if (heardEvents.has(event.name)) {
      if (this.#waiting >= mostWaiting) this.#closeAll()
      this.#next(() => this.#deliver(event))
    }
  }

  /** One thing after the other, so that nothing arrives twice or out of order. */
  #next(work: () => Promise<void>): void {
    this.#waiting++
    this.#turn = this.#turn
      .then(work)
      .catch((err: unknown) => this.#breakOff(err, () => true))
      .finally(() => this.#waiting--)
  }

  /** An app whose stream ends connects again and reads what it missed; one that silently lacks something does not. */
  #breakOff(err: unknown, concerned: (stream: Stream) => boolean): void {
    this.#site.log.error({ err }, 'a stream broke off')
    this.#close(concerned)
  }

  async #deliver(event: SiteEvent): Promise<void> {
    let served = 0
    for (const [accountId, streams] of Map.groupBy(this.#ready, (stream) => stream.viewer.accountId)) {
      try {
        const messages = await messagesOf(this.#site, streams[0]!.viewer, event)
        for (const stream of streams) for (const message of messages) this.#send(stream, message, event.position)
      } catch (err) {
        this.#breakOff(err, (stream) => stream.viewer.accountId === accountId)
      }
      if (++served % batch === 0) await setImmediate()
    }
    this.#at = event.position
    // Between two events sockets get their turn: what is only waiting to be written is no slow reader.
    if (this.#ready.size) await setImmediate()
  }

  async #replay(stream: Stream, after: string): Promise<void> {
    const missed = await this.#site.events.since(after)
    if (missed === 'gap') return
    for (const event of missed) {
      // What this hub has not delivered yet comes to the stream in its turn.
      if (comparePositions(event.position, this.#at) > 0 && heardEvents.has(event.name)) return
      for (const message of await messagesOf(this.#site, stream.viewer, event)) this.#send(stream, message, event.position)
    }
  }

  #send(stream: Stream, message: Message, position: string): void {
    if (!this.#open.has(stream) || !stream.channels.has(message.channel)) return
    if (message.event.startsWith('notification') && !mayHearNotifications(stream.scopes)) return
    stream.send(message, position)
  }

  #reviewWhere(concerned: (stream: Stream) => boolean): void {
    this.#review([...this.#open].filter(concerned)).catch((err: unknown) => this.#breakOff(err, concerned))
  }

  /** Closes the streams whose token or person may not be here any more. */
  async #review(streams: readonly Stream[]): Promise<void> {
    for (const [tokenId, same] of Map.groupBy(streams, (stream) => stream.tokenId)) {
      const caller = await identifyTokenById(this.#site, tokenId)
      if (caller?.kind !== 'token' || caller.disabled) this.#close((stream) => same.includes(stream))
    }
  }

  #close(dead: (stream: Stream) => boolean): void {
    for (const stream of [...this.#open].filter(dead)) {
      this.remove(stream)
      stream.close()
    }
  }

  #closeAll(): void {
    this.#close(() => true)
  }
}

const hubs = new WeakMap<Site, Hub>()

/** The one hub of a site. */
export function hubOf(site: Site): Hub {
  const ready = hubs.get(site)
  if (ready) return ready
  const fresh = new Hub(site)
  hubs.set(site, fresh)
  return fresh
}
