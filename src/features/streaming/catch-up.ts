import { comparePositions } from '#base/position.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import type { Site } from '#platform/site.ts'
import { deliver, type Delivery } from './deliver.ts'
import { isHeard } from './messages.ts'
import { Seats, type Subscription } from './subscription.ts'

/** So many missed events are told in the hub's turn, while everybody else waits; more are told beside it first. */
const few = 20
/** Ms until a stream that reads slowly is asked again whether it takes more. */
const pause = 100

/** What the hub does for those who catch up. */
export interface Host extends Delivery {
  /** Position up to which the hub has delivered. */
  at(): string
  /** Runs between two deliveries. */
  inTurn(work: () => Promise<void>): Promise<void>
  /** It has not been left meanwhile. */
  isOpen(one: Subscription): boolean
  /** It has everything and hears what comes from now on. */
  seat(one: Subscription): void
}

/**
 * Those who are told what they missed before they hear what comes. All who wait go together, so that an event is rendered once for a
 * thousand phones that come back after a restart; and nobody who listens already waits for them.
 */
export class CatchUp {
  readonly #site: Site
  readonly #host: Host
  readonly #waiting = new Set<Subscription>()
  #running = false

  constructor(site: Site, host: Host) {
    this.#site = site
    this.#host = host
  }

  /** Takes in one whose `at` says from where on it misses something. Never throws. */
  add(one: Subscription): void {
    this.#waiting.add(one)
    if (this.#running) return
    this.#running = true
    this.#run().catch((err: unknown) => this.#site.log.error({ err }, 'streams could not catch up'))
  }

  async #run(): Promise<void> {
    try {
      for (let group = this.#take(); group.length > 0; group = this.#take()) await this.#bring(group)
    } finally {
      this.#running = false
    }
  }

  /** Those who can be told something; the others are asked again later. */
  #take(): Subscription[] {
    const open = [...this.#waiting].filter((one) => this.#host.isOpen(one))
    this.#waiting.clear()
    for (const slow of open.filter((one) => one.stream.clogged())) setTimeout(() => this.add(slow), pause).unref()
    return open.filter((one) => !one.stream.clogged())
  }

  async #bring(group: readonly Subscription[]): Promise<void> {
    try {
      const far = (await this.#missed(group)).length > few
      if (far) await this.#tell(group)
      else
        await this.#host.inTurn(async () => {
          if (await this.#tell(group)) for (const one of group) this.#host.seat(one)
          else for (const one of group) this.#waiting.add(one)
        })
      if (far) for (const one of group) this.#waiting.add(one)
    } catch (err) {
      for (const one of group) this.#host.failed(err, one.stream.viewer.accountId)
    }
  }

  /** Tells what is missed as long as everybody takes it; false when somebody reads too slowly for the rest. */
  async #tell(group: readonly Subscription[]): Promise<boolean> {
    const upTo = this.#host.at()
    const seats = new Seats()
    for (const one of group) seats.add(one)
    for (const event of await this.#missed(group)) {
      if (comparePositions(event.position, upTo) > 0) break
      if (group.some((one) => one.stream.clogged())) return false
      await deliver(this.#site, event, seats, this.#host)
      for (const one of group) one.at = later(one.at, event.position)
    }
    for (const one of group) one.at = later(one.at, upTo)
    return true
  }

  /** What the one who misses most misses. After a gap nothing is told again: such a stream simply begins. */
  async #missed(group: readonly Subscription[]): Promise<SiteEvent[]> {
    for (const from of [...new Set(group.map((one) => one.at))].sort(comparePositions)) {
      const events = await this.#site.events.since(from)
      if (events !== 'gap') return events.filter(isHeard)
      for (const one of group) if (one.at === from) one.at = this.#host.at()
    }
    return []
  }
}

/** The later of two positions. */
export const later = (a: string, b: string): string => (comparePositions(a, b) < 0 ? b : a)
