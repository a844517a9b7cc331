import { parsePosition } from '#base/position.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import { onePerSite } from '#platform/one-per-site.ts'
import type { Site } from '#platform/site.ts'
import { CatchUp, type Host } from './catch-up.ts'
import type { Channel } from './channels.ts'
import { deliver } from './deliver.ts'
import { leftBehind } from './left-behind.ts'
import { isHeard } from './messages.ts'
import { type Ending, Notes, toldTo } from './notes.ts'
import { type Open, OpenStreams } from './open-streams.ts'
import { changeOf, deadTokens } from './still-there.ts'
import { mostChannels, type Stream } from './stream.ts'
import { Seats, type Subscription } from './subscription.ts'

/** Ms between two looks at whether each stream's person may still be here (SEC:V9). */
const recheck = 60_000
/** Events that may wait for their delivery; a hub that is further behind closes its streams, and apps read again. */
const mostWaiting = 5000

/** All streams of one process. Each event is rendered once for all who hear it, in order, however many connections they have. */
class Hub {
  readonly #site: Site
  readonly #open = new OpenStreams()
  readonly #seats = new Seats()
  readonly #catchUp: CatchUp
  readonly #notes: Notes
  readonly #host: Host
  #turn: Promise<void> = Promise.resolve()
  #waiting = 0
  #at: string
  #timer: NodeJS.Timeout | undefined

  constructor(site: Site) {
    this.#site = site
    this.#at = site.events.position()
    this.#host = {
      at: () => this.#at,
      inTurn: async (work) => await this.#next(work),
      isOpen: (one) => this.#open.has(one),
      seat: (one) => this.#seat(one),
      sent: (one) => this.#notes.moved(one),
      failed: (err, accountId) => this.#breakOff(err, (stream) => stream.viewer.accountId === accountId),
    }
    this.#notes = new Notes(site, this.#host.at, () => this.#seats)
    this.#catchUp = new CatchUp(site, this.#host)
    site.events.listen((event) => this.#hear(event))
    site.events.onGap((missed) => this.#close(() => missed))
    site.events.onStop(async () => await this.#notes.end())
  }

  /** False when the token has as many open already (SEC:D16). */
  hasRoom(tokenId: number): boolean {
    return this.#open.hasRoom(tokenId)
  }

  /** Takes a stream in. Its token is asked for once more, since it may have been revoked while the connection was being made. */
  add(stream: Stream): void {
    this.#timer ??= setInterval(() => this.#reviewWhere(() => true), recheck).unref()
    this.#notes.start()
    const looked = this.#review([stream]).catch((err: unknown) => this.#breakOff(err, (one) => one === stream))
    this.#open.add(stream, looked)
  }

  /**
   * Lets a stream hear a channel; nothing happens when it does already. First it gets what it missed `after` a position that an earlier
   * connection told, or, where it names none, since its token left the channel within the last ten minutes. False when it has too many.
   */
  subscribe(stream: Stream, channel: Channel, after?: string): boolean {
    const open = this.#open.get(stream)
    if (!open || open.subscriptions.has(channel.key)) return true
    if (open.subscriptions.size >= mostChannels) return false
    // What this process has heard but not yet delivered was before.
    const at = this.#site.events.position()
    const one: Subscription = { stream, channel, at, sure: at, ready: false }
    open.subscriptions.set(channel.key, one)
    this.#begin(one, open, after).catch((err: unknown) => this.#breakOff(err, (broken) => broken === stream))
    return true
  }

  /** Leaves a channel for good: what comes meanwhile is not brought when it is joined again. */
  unsubscribe(stream: Stream, key: string): void {
    const one = this.#open.get(stream)?.subscriptions.get(key)
    if (one) this.#end(one, 'given-up')
  }

  /** What a stream has been told by now; the returned function says that the app has read it. */
  mark(stream: Stream): () => void {
    const told = this.#open.of(stream).map((one) => [one, toldTo(one, this.#at)] as const)
    return () => {
      for (const [one, at] of told) one.sure = at
    }
  }

  /** It is closed. */
  remove(stream: Stream, how: Ending = 'left'): void {
    for (const one of this.#open.of(stream)) this.#end(one, how)
    this.#open.delete(stream)
    if (this.#open.size) return
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#notes.stop()
  }

  async #begin(one: Subscription, open: Open, after: string | undefined): Promise<void> {
    const others = this.#open.others(one)
    await open.looked
    const from = after ?? (others.length ? await leftBehind(others) : await this.#notes.resume(one))
    if (from !== undefined && parsePosition(from)) one.at = one.sure = from
    this.#catchUp.add(one)
  }

  #seat(one: Subscription): void {
    if (!this.#open.has(one)) return
    one.ready = true
    this.#seats.add(one)
    this.#notes.moved(one)
  }

  #end(one: Subscription, how: Ending): void {
    this.#open.get(one.stream)?.subscriptions.delete(one.channel.key)
    this.#seats.delete(one)
    if (this.#open.others(one).length === 0) this.#notes.left(one, how)
  }

  #hear(event: SiteEvent): void {
    const change = changeOf(event)
    if (change?.tokens) this.#close((stream) => change.tokens!.has(stream.tokenId))
    if (change?.doubted) this.#reviewWhere(change.doubted)
    if (change?.list) this.#drop(change.list)
    if (this.#waiting >= mostWaiting) this.#close(() => true)
    // Most events mean nothing for a stream; they only move the position, from which a stream resumes.
    if (this.#waiting === 0 && !isHeard(event)) this.#at = event.position
    else this.#next(async () => await this.#deliver(event)).catch((err: unknown) => this.#breakOff(err, () => true))
  }

  async #deliver(event: SiteEvent): Promise<void> {
    if (isHeard(event)) await deliver(this.#site, event, this.#seats, this.#host)
    this.#at = event.position
  }

  /** One thing after the other, so that nothing arrives twice or out of order. */
  #next(work: () => Promise<void>): Promise<void> {
    this.#waiting++
    const done = this.#turn.then(work).finally(() => this.#waiting--)
    this.#turn = done.catch(() => undefined)
    return done
  }

  /**
   * An app whose stream ends connects again and reads its pages; one that silently lacks something does not. Nothing is brought back then:
   * the same event would break it again.
   */
  #breakOff(err: unknown, concerned: (stream: Stream) => boolean): void {
    this.#site.log.error({ err }, 'a stream broke off')
    this.#close(concerned, 'given-up')
  }

  #drop({ listId, accountId }: { listId: number; accountId: number }): void {
    for (const stream of this.#open.where(({ viewer }) => viewer.accountId === accountId))
      for (const one of this.#open.of(stream).filter(({ channel }) => channel.listId === listId)) {
        this.#end(one, 'given-up')
        stream.ended(one.channel)
      }
  }

  #reviewWhere(concerned: (stream: Stream) => boolean): void {
    this.#review(this.#open.where(concerned)).catch((err: unknown) => this.#breakOff(err, concerned))
  }

  /** Closes the streams whose token or person may not be here any more. */
  async #review(streams: readonly Stream[]): Promise<void> {
    const tokenIds = streams.map(({ tokenId }) => tokenId)
    const dead = await deadTokens(this.#site, tokenIds)
    this.#close((stream) => dead.has(stream.tokenId))
  }

  #close(dead: (stream: Stream) => boolean, how: Ending = 'left'): void {
    for (const stream of this.#open.where(dead)) {
      this.remove(stream, how)
      stream.close()
    }
  }
}

/** The one hub of a site. */
export const hubOf = onePerSite((site) => new Hub(site))
