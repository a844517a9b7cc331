import { readerChanged } from '#features/accounts/accounts.events.ts'
import { filtersChanged } from '#features/filters/filters.events.ts'
import { relationshipChanged } from '#features/relationships/relationships.events.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import { onePerSite } from '#platform/one-per-site.ts'
import type { Site } from '#platform/site.ts'
import { statusTouched } from './statuses.events.ts'

/** Of these no list of posts and no flag on a post depends. An event that is not named raises the epoch of all readers. */
const harmless: ReadonlySet<string> = new Set([
  'conversation.changed',
  'conversation.marked',
  'list.deleted',
  'marker.moved',
  'notification.created',
  'notifications.dismissed',
  'notifications.merged',
  // Only pages with that poll are other than before, and each of them sees so by itself.
  'poll.voted',
  'session.killed',
  'token.killed',
])

/**
 * How often that has changed on which lists of posts depend: for everybody (posts, deletions, suspensions), and for one reader (own follows,
 * mutes, blocks, filters, lists, deeds). What was read under one epoch holds as long as it lasts.
 */
class Epochs {
  #all = 0
  #own = new Map<number, number>()

  constructor(site: Site) {
    site.events.listen((event) => this.#hear(event))
    site.events.onGap(() => this.#all++)
  }

  /** The epoch in which this reader is. */
  of(accountId: number): string {
    return `${this.#all} ${this.#own.get(accountId) ?? 0}`
  }

  #hear({ name, data }: SiteEvent) {
    if (harmless.has(name)) return
    if (name === readerChanged.name || name === filtersChanged.name) this.#raise(readerChanged.data.parse(data).accountId)
    else if (name === statusTouched.name) {
      const { byId } = statusTouched.data.parse(data)
      if (byId !== undefined) this.#raise(byId)
    } else if (name === relationshipChanged.name) {
      const { accountId, targetId } = relationshipChanged.data.parse(data)
      this.#raise(accountId)
      this.#raise(targetId)
    } else this.#all++
  }

  #raise(accountId: number) {
    this.#own.set(accountId, (this.#own.get(accountId) ?? 0) + 1)
  }
}

/** The one count of a site. */
export const epochsOf = onePerSite((site) => new Epochs(site))
