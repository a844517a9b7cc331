import { foldHashtag } from '#base/text/fold-hashtag.ts'
import type { Viewer } from '#base/viewer.ts'
import { accountIdByName } from '#features/accounts/accounts.queries.ts'
import { listPath } from '#features/lists/lists.html.ts'
import { ownListRow } from '#features/lists/lists.queries.ts'
import { judge } from '#features/statuses/judge.ts'
import { tagsOf } from '#features/statuses/tags.queries.ts'
import { tagPath } from '#features/tags/tags.html.ts'
import { accountStatusIds } from '#features/timelines/account-status-ids.ts'
import { standingInHome } from '#features/timelines/home-ids.ts'
import { keepOnList } from '#features/timelines/list-ids.ts'
import { inOpen, inPublic, isFrom } from '#features/timelines/public.policy.ts'
import type { Site } from '#platform/site.ts'
import { profilePagePath } from './profile.html.ts'
import { type ProfileFeed, profileFeeds } from './profile-feeds.ts'

/** A list that grows at its top while it is open. */
export type LiveFeed =
  | { kind: 'home' }
  | { kind: 'public' }
  | { kind: 'tag'; name: string }
  | { kind: 'list'; id: number }
  | { kind: 'profile'; handle: string; page: ProfileFeed }

/** A hashtag longer than any that a post can carry is nobody's, nor is a handle. */
const longest = 500

/**
 * The feed that a page names in `channels`: `home`, `public`, `tag:<name>`, `list:<id>`, and `posts:<handle>` or `with_replies:<handle>` for the
 * pages of a profile. Undefined for anything else.
 */
export function liveFeedOf(channels: string): LiveFeed | undefined {
  if (channels === 'home' || channels === 'public') return { kind: channels }
  const [, kind, rest = ''] = /^(tag|list|posts|with_replies):(.+)$/su.exec(channels) ?? []
  if (rest.length > longest) return undefined
  if (kind === 'tag') return { kind, name: foldHashtag(rest) }
  if (kind === 'list') return /^\d{1,16}$/.test(rest) ? { kind, id: Number(rest) } : undefined
  return kind === undefined ? undefined : { kind: 'profile', handle: rest, page: kind as ProfileFeed }
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
    case 'profile':
      return profilePagePath(`/@${feed.handle}`, feed.page)
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
  if (feed.kind === 'profile') return await onProfile(site, viewer, feed, ids)
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

/** The page's own question, asked for the place of each. */
async function onProfile(site: Site, viewer: Viewer, { handle, page }: LiveFeed & { kind: 'profile' }, ids: readonly number[]) {
  const accountId = await accountIdByName(site.store.read, handle)
  const found: number[] = []
  if (accountId === undefined) return found
  for (const id of ids)
    found.push(...(await accountStatusIds(site, viewer, accountId, { minId: id - 1, maxId: id + 1, limit: 1 }, profileFeeds[page])))
  return found
}

/**
 * The same where a post stands once, with all who passed it on; undefined for a profile, where each boost is an entry of its own and what is
 * pinned stands apart.
 */
export const folding = (feed: LiveFeed | undefined): LiveFeed | undefined => (feed?.kind === 'profile' ? undefined : feed)

/** Whether one post does. */
export const standsIn = async (site: Site, viewer: Viewer, feed: LiveFeed, statusId: number): Promise<boolean> =>
  (await standing(site, viewer, feed, [statusId])).length === 1
