import { foldHashtag } from '#base/text/fold-hashtag.ts'
import type { Viewer } from '#base/viewer.ts'
import { listPath } from '#features/lists/lists.html.ts'
import { ownListRow } from '#features/lists/lists.queries.ts'
import { judge } from '#features/statuses/judge.ts'
import { tagsOf } from '#features/statuses/tags.queries.ts'
import { tagPath } from '#features/tags/tags.html.ts'
import { standingInHome } from '#features/timelines/home-ids.ts'
import { keepOnList } from '#features/timelines/list-ids.ts'
import { inOpen, inPublic, isFrom } from '#features/timelines/public.policy.ts'
import type { Site } from '#platform/site.ts'

/** A list that grows at its top while it is open. */
export type LiveFeed = { kind: 'home' } | { kind: 'public' } | { kind: 'tag'; name: string } | { kind: 'list'; id: number }

/** A hashtag longer than any that a post can carry is nobody's. */
const longestTag = 500

/** The feed that a page names in `channels`: `home`, `public`, `tag:<name>`, `list:<id>`. Undefined for anything else. */
export function liveFeedOf(channels: string): LiveFeed | undefined {
  if (channels === 'home' || channels === 'public') return { kind: channels }
  const [, kind, rest = ''] = /^(tag|list):(.+)$/su.exec(channels) ?? []
  if (kind === 'tag') return rest.length <= longestTag ? { kind, name: foldHashtag(rest) } : undefined
  return kind === 'list' && /^\d{1,16}$/.test(rest) ? { kind, id: Number(rest) } : undefined
}

/** Address of the page of a feed. */
export function feedPath(feed: LiveFeed): string {
  switch (feed.kind) {
    case 'home':
      return '/home'
    case 'public':
      return '/public/local'
    case 'tag':
      return tagPath(feed.name)
    case 'list':
      return listPath(feed)
  }
}

/**
 * Those of the posts that stand in the feed of this viewer now, by the rules of the timelines. Nothing stands in a list that is not the
 * viewer's.
 */
export async function standing(site: Site, viewer: Viewer, feed: LiveFeed, ids: readonly number[]): Promise<number[]> {
  const db = site.store.read
  if (feed.kind === 'home') return await standingInHome(site, viewer, ids)
  if (feed.kind === 'list') {
    const list = await ownListRow(db, viewer.accountId, feed.id)
    return list ? await keepOnList(site, db, viewer, list, ids) : []
  }
  const judged = await judge(site, db, viewer, ids)
  const stands =
    feed.kind === 'public'
      ? judged.filter((one) => inPublic(viewer, one) && isFrom('here', one.status))
      : judged.filter((one) => inOpen(viewer, one))
  const kept = stands.map((one) => one.status.id)
  if (feed.kind === 'public' || kept.length === 0) return kept
  const tagged = new Set((await tagsOf(db, kept)).filter((tag) => tag.name === feed.name).map((tag) => tag.statusId))
  return kept.filter((id) => tagged.has(id))
}

/** Whether one post does. */
export const standsIn = async (site: Site, viewer: Viewer, feed: LiveFeed, statusId: number): Promise<boolean> =>
  (await standing(site, viewer, feed, [statusId])).length === 1
