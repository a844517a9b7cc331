import { comparePositions, parsePosition } from '#base/position.ts'
import type { Viewer } from '#base/viewer.ts'
import type { PersonView } from '#features/accounts/accounts.html.ts'
import { conversationChanged } from '#features/conversations/conversations.events.ts'
import { ownConversation } from '#features/conversations/conversations.queries.ts'
import type { PostView } from '#features/statuses/statuses.html.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import type { Site } from '#platform/site.ts'
import { z } from 'zod'
import { changesCounts, type Counts, loadCounts } from './counts.ts'
import { type LiveChange, liveChange } from './live-change.ts'
import { feedPath, folding, type LiveFeed, liveFeedOf } from './live-feeds.ts'

/** The channel of a post's own page. */
const threadOf = (channels: string) => /^thread:(\d{1,16})$/.exec(channels)?.[1]
/** Channels of pages that show posts, of the page of notifications, and of the frame of every other page. */
const withoutFeed = ['posts', 'told', 'frame']

/** What a page says of itself, at first and whenever that changes: `src/client/live.ts`. */
export const Ask = z.object({
  /** A feed (`liveFeedOf`), `thread:<id>`, or one of those that hear of no new posts. */
  channels: z.string().refine((name) => withoutFeed.includes(name) || threadOf(name) !== undefined || liveFeedOf(name) !== undefined),
  /** Position that the page was read at. */
  after: z.string().refine((text) => parsePosition(text) !== undefined),
  /** Ids of the posts that it shows. */
  shown: z.array(z.string().regex(/^\d{1,16}$/)).max(200),
  /** New posts that it has announced and not shown yet. */
  waiting: z.int().min(0).max(10_000),
})

/** What is sent to a page. */
export type Told =
  /** Read the page again. */
  | { kind: 'reset' }
  /** What waits unread is other than before; `letters`: the conversation to which something was added that the page does not show, or ''. */
  | { kind: 'counts'; counts: Counts; letters: string }
  | { kind: 'gone'; id: string }
  /** The post whose page it is. */
  | { kind: 'lead-gone'; id: string }
  | { kind: 'unplaced'; place: string }
  /** `count` new answers wait; the page at `path` shows them. */
  | { kind: 'answered'; count: number; path: string }
  | { kind: 'changed'; post: PostView }
  /** Only its counters or its poll. */
  | { kind: 'touched'; post: PostView }
  /** `count` new posts wait, by these authors, on the page at `path`; `post` is null when they have become too many to be sent. */
  | { kind: 'arrived'; post: PostView | null; count: number; authors: PersonView[]; path: string }

/** So many new posts lie ready in a page; after that only their number grows, and the pill is a plain link. */
const mostWaiting = 40

/** One open page: where it stands, and what it has not been told yet. */
export class LivePage {
  readonly #feed: LiveFeed | undefined
  readonly #thread: number | undefined
  readonly #shown: Set<number>
  #at: string
  #waiting: number
  #authors: PersonView[] = []

  constructor(ask: z.output<typeof Ask>) {
    this.#feed = liveFeedOf(ask.channels)
    const thread = threadOf(ask.channels)
    this.#thread = thread === undefined ? undefined : Number(thread)
    this.#shown = new Set(ask.shown.map(Number))
    this.#at = ask.after
    this.#waiting = ask.waiting
  }

  /** Everything up to this position has been told or stands on the page. */
  get at() {
    return this.#at
  }

  /** What an event means for the page; undefined = nothing, or it is known already. */
  async tell(site: Site, viewer: Viewer, event: SiteEvent): Promise<Told | undefined> {
    if (comparePositions(event.position, this.#at) <= 0) return undefined
    this.#at = event.position
    if (changesCounts(viewer, event))
      return { kind: 'counts', counts: await loadCounts(site, viewer), letters: await this.#letters(site, viewer, event) }
    const change = await liveChange(site, viewer, event, { feed: this.#feed, thread: this.#thread, shown: this.#shown })
    return change && this.#toldOf(change)
  }
  #toldOf(change: LiveChange): Told {
    switch (change.kind) {
      case 'gone':
        this.#shown.delete(change.id)
        return { kind: change.id === this.#thread ? 'lead-gone' : 'gone', id: String(change.id) }
      case 'unplaced':
        return { kind: 'unplaced', place: String(change.place) }
      case 'answered':
        this.#waiting += 1
        return { ...change, count: this.#waiting }
      case 'touched':
        return change
      case 'stale':
        return { kind: 'reset' }
      case 'changed':
        // Elsewhere a post may be shown large, in its thread or as one that is pinned, which only the whole page knows.
        return folding(this.#feed) ? change : { kind: 'reset' }
      case 'arrived':
        return this.#feed ? this.#arrived(this.#feed, change.post) : { kind: 'reset' }
    }
  }
  #arrived(feed: LiveFeed, post: PostView): Told {
    this.#waiting += 1
    this.#authors = [post.author, ...this.#authors.filter((one) => one.id !== post.author.id)].slice(0, 3)
    const arrived = { kind: 'arrived', count: this.#waiting, authors: this.#authors, path: feedPath(feed) } as const
    if (this.#waiting > mostWaiting) return { ...arrived, post: null }
    this.#shown.add(Number(post.id))
    return { ...arrived, post }
  }
  async #letters(site: Site, { accountId }: Viewer, event: SiteEvent): Promise<string> {
    if (event.name !== conversationChanged.name) return ''
    const { conversationId } = conversationChanged.data.parse(event.data)
    const row = await ownConversation(site.store.read, accountId, conversationId)
    return row && !this.#shown.has(row.lastStatusId) ? String(conversationId) : ''
  }
}
