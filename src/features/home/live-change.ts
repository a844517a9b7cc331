import type { Viewer } from '#base/viewer.ts'
import { pollClosed, pollVoted } from '#features/polls/polls.events.ts'
import { boostIdsOf } from '#features/statuses/boosts.queries.ts'
import { feedViews } from '#features/statuses/feed.html.ts'
import { statusCreated, statusEdited, statusRetired, statusTouched } from '#features/statuses/statuses.events.ts'
import { type PostView, postView } from '#features/statuses/statuses.html.ts'
import { loadStatusParts, type StatusParts } from '#features/statuses/statuses.json.ts'
import { canList } from '#features/statuses/statuses.policy.ts'
import { loadThread } from '#features/statuses/thread.ts'
import type { SiteEvent } from '#platform/events/events.ts'
import type { Site } from '#platform/site.ts'
import { folding, type LiveFeed, standing, standsIn } from './live-feeds.ts'

/** What an open page shows. */
export interface Watched {
  /** Whose new posts are wanted; undefined = none. */
  feed: LiveFeed | undefined
  /** The post whose thread it shows. */
  thread?: number | undefined
  /** Ids of the posts on the page. */
  shown: ReadonlySet<number>
}

/** What an event means for one open page. */
export type LiveChange =
  | { kind: 'arrived'; post: PostView }
  | { kind: 'changed'; post: PostView }
  /** Only its counters or its poll. */
  | { kind: 'touched'; post: PostView }
  /** Its thread has a new answer, on the page at `path`. */
  | { kind: 'answered'; path: string }
  | { kind: 'gone'; id: number }
  /** What stands there as this boost of somebody's. */
  | { kind: 'unplaced'; place: number }
  /** Only the whole page knows. */
  | { kind: 'stale' }

/** So many boosts of a post are asked whether it stands in a feed because of them. */
const mostAsked = 40

/**
 * What an event means for the page that this person has open; undefined = nothing. The policy is asked for every post; of posts that the
 * page does not show nothing is said, not even that they are gone. Own posts do not ring.
 */
export async function liveChange(site: Site, viewer: Viewer, event: SiteEvent, watched: Watched): Promise<LiveChange | undefined> {
  const { name, data } = event
  const { shown } = watched
  const feed = folding(watched.feed)
  if (name === statusCreated.name) return await created(site, viewer, statusCreated.data.parse(data), watched)
  if (name === statusTouched.name || name === pollVoted.name || name === pollClosed.name) {
    const { statusId } = data as { statusId: number }
    const [post] = shown.has(statusId) ? await views(site, viewer, [statusId]) : []
    return post && { kind: 'touched', post }
  }
  if (name === statusEdited.name) {
    const { statusId } = statusEdited.data.parse(data)
    if (!shown.has(statusId)) return undefined
    const [alone] = await views(site, viewer, [statusId])
    const post = alone && feed ? ((await inFeed(site, viewer, feed, statusId)) ?? alone) : alone
    if (post) return { kind: 'changed', post }
    // A post at its own address is shown to more people than in a list: whom the reader has muted, for one.
    return statusId === watched.thread ? { kind: 'stale' } : { kind: 'gone', id: statusId }
  }
  if (name === statusRetired.name) {
    const { statusId, accountId, boostOfId } = statusRetired.data.parse(data)
    if (shown.has(statusId)) return { kind: 'gone', id: statusId }
    if (boostOfId !== null && shown.has(boostOfId)) return await unboosted(site, viewer, { id: statusId, accountId, of: boostOfId }, feed)
  }
  return undefined
}

const load = async (site: Site, viewer: Viewer, ids: readonly number[]): Promise<StatusParts[]> =>
  await loadStatusParts(site, site.store.read, ids, viewer, canList)

const views = async (site: Site, viewer: Viewer, ids: readonly number[]): Promise<PostView[]> => feedViews(await load(site, viewer, ids))

async function created(
  site: Site,
  viewer: Viewer,
  { statusId, accountId }: { statusId: number; accountId: number },
  { feed, thread, shown }: Watched,
): Promise<LiveChange | undefined> {
  if (accountId === viewer.accountId || shown.has(statusId)) return undefined
  if (thread !== undefined) return await answered(site, viewer, thread, statusId)
  const [post] = feed && (await standsIn(site, viewer, feed, statusId)) ? await views(site, viewer, [statusId]) : []
  // A boost of what stands there already moves nothing.
  return post && !shown.has(Number(post.id)) ? { kind: 'arrived', post } : undefined
}

/** The page of a post brings what answers it, directly or through others; answers elsewhere in the same thread are not on it. */
async function answered(site: Site, viewer: Viewer, leadId: number, statusId: number): Promise<LiveChange | undefined> {
  const [lead] = await loadStatusParts(site, site.store.read, [leadId], viewer)
  const [post] = await load(site, viewer, [statusId])
  if (!lead || post?.status.threadId !== lead.status.threadId) return undefined
  const { descendants } = await loadThread(site, viewer, leadId)
  return descendants.some((one) => one.status.id === statusId) ? { kind: 'answered', path: postView(lead).path } : undefined
}

/**
 * Somebody takes a boost back. In a feed the post stays when it stands there for another reason too: by itself, or passed on by others. Elsewhere
 * only what stands there as this boost goes; on the page of somebody who had passed on an own post that post is still to be found.
 */
async function unboosted(
  site: Site,
  viewer: Viewer,
  boost: { id: number; accountId: number; of: number },
  feed: LiveFeed | undefined,
): Promise<LiveChange | undefined> {
  if (!feed) {
    const [post] = await load(site, viewer, [boost.of])
    return post?.account.account.id === boost.accountId ? { kind: 'stale' } : { kind: 'unplaced', place: boost.id }
  }
  const post = await inFeed(site, viewer, feed, boost.of)
  return post ? { kind: 'changed', post } : { kind: 'gone', id: boost.of }
}

/** A post as it stands in a feed, with those over it who passed it on; undefined when it does not stand there. */
async function inFeed(site: Site, viewer: Viewer, feed: LiveFeed, id: number): Promise<PostView | undefined> {
  const ids = [id, ...(await boostIdsOf(site.store.read, id, { limit: mostAsked }))]
  const left = await standing(site, viewer, feed, ids)
  return (
    await views(
      site,
      viewer,
      left.toSorted((a, b) => b - a),
    )
  )[0]
}
