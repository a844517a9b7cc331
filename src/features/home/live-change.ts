import type { Viewer } from '#base/viewer.ts'
import { pollClosed, pollVoted } from '#features/polls/polls.events.ts'
import { statusCreated, statusEdited, statusRetired, statusTouched } from '#features/statuses/statuses.events.ts'
import { loadStatusParts, type StatusParts } from '#features/statuses/statuses.json.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import type { Site } from '#platform/site.ts'
import { type LiveFeed, standsIn } from './live-feeds.ts'

/** What an open page shows. */
export interface Watched {
  /** Whose new posts are wanted; undefined = none. */
  feed: LiveFeed | undefined
  /** Ids of the posts on the page. */
  shown: ReadonlySet<number>
}

/** What an event means for one open page. */
export type LiveChange = { kind: 'arrived' | 'changed' | 'touched'; post: StatusParts } | { kind: 'gone'; id: number }

/**
 * What an event means for the page that this person has open; undefined = nothing. The policy is asked for every post; of posts that the
 * page does not show nothing is said, not even that they are gone. Own posts do not ring.
 */
export async function liveChange(site: Site, viewer: Viewer, event: SiteEvent, watched: Watched): Promise<LiveChange | undefined> {
  const load = async (id: number) => (await loadStatusParts(site, site.store.read, [id], viewer, canList))[0]
  if (event.name === statusCreated.name) {
    const { statusId, accountId } = statusCreated.data.parse(event.data)
    if (!watched.feed || accountId === viewer.accountId || watched.shown.has(statusId)) return undefined
    const post = (await standsIn(site, viewer, watched.feed, statusId)) ? await load(statusId) : undefined
    // A boost of what stands there already moves nothing.
    return post && !watched.shown.has(post.boosted?.status.id ?? 0) ? { kind: 'arrived', post } : undefined
  }
  if (event.name === statusTouched.name || event.name === pollVoted.name || event.name === pollClosed.name) {
    const { statusId } = event.data as { statusId: number }
    const post = watched.shown.has(statusId) ? await load(statusId) : undefined
    return post && { kind: 'touched', post }
  }
  if (event.name === statusEdited.name) {
    const { statusId } = statusEdited.data.parse(event.data)
    if (!watched.shown.has(statusId)) return undefined
    const post = await load(statusId)
    return post ? { kind: 'changed', post } : { kind: 'gone', id: statusId }
  }
  if (event.name === statusRetired.name) {
    const { statusId } = statusRetired.data.parse(event.data)
    return watched.shown.has(statusId) ? { kind: 'gone', id: statusId } : undefined
  }
  return undefined
}
