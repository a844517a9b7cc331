import { setImmediate } from 'node:timers/promises'
import { comparePositions } from '#base/position.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import type { Site } from '#platform/site.ts'
import { mayHearNotifications } from './channels.ts'
import { messagesOf } from './messages.ts'
import type { Ears, Messages } from './stream.ts'
import type { Seats, Subscription } from './subscription.ts'

/** People who are judged at once; between two such crowds the rest of the process has its turn. */
const crowd = 250

export interface Delivery {
  /** Something went out. */
  sent(one: Subscription): void
  /** What was for this account could not be made. */
  failed(err: unknown, accountId: number): void
}

/** Tells an event to all who sit here and have not been told of it, in their order. */
export async function deliver(site: Site, event: SiteEvent, seats: Seats, o: Delivery): Promise<void> {
  const everybody = seats.ears()
  for (let first = 0; first < everybody.length; first += crowd) {
    const messages = await tellable(site, event, everybody.slice(first, first + crowd), o)
    const told = new Set<Subscription>()
    for (const [accountId, list] of messages)
      for (const message of list)
        for (const one of seats.of(accountId, message.key)) {
          if (message.told && !mayHearNotifications(one.stream.scopes)) continue
          if (comparePositions(event.position, one.at) <= 0) continue
          one.stream.send(one.channel, message, event.position)
          o.sent(one)
          told.add(one)
        }
    // Each has all that this event says to it: one that is left now is noted as told.
    for (const one of told) one.at = event.position
    // Sockets get their turn: what is only waiting to be written is no slow reader.
    await setImmediate()
  }
}

/** The messages of a crowd; where they cannot be made, those of each alone, so that one person's broken data silences nobody else. */
async function tellable(site: Site, event: SiteEvent, ears: readonly Ears[], o: Delivery): Promise<Messages> {
  try {
    return await messagesOf(site, ears, event)
  } catch (err) {
    const found: Messages = new Map()
    for (const one of ears) {
      const { accountId } = one.viewer
      const own = ears.length === 1 ? undefined : await messagesOf(site, [one], event).catch(() => undefined)
      if (!own) o.failed(err, accountId)
      for (const message of own?.get(accountId) ?? []) found.set(accountId, [...(found.get(accountId) ?? []), message])
    }
    return found
  }
}
