import { iso } from '#base/clock.ts'
import { parseText } from '#base/text/parse-text.ts'
import { emojiUrls } from '#features/emojis/emojis.json.ts'
import { emojisNamed } from '#features/emojis/emojis.queries.ts'
import type { CustomEmoji } from '#features/emojis/emojis.schema.ts'
import { statusUrl } from '#features/statuses/addresses.ts'
import { loadStatusParts, type StatusParts, statusJson } from '#features/statuses/statuses.json.ts'
import { canList, type Looker } from '#features/statuses/statuses.policy.ts'
import type { Site } from '#platform/site.ts'
import { countReaction, dismissedAmong, type ReactionCount, reactionsTo } from './announcements.queries.ts'
import type { Announcement } from './announcements.schema.ts'

/** One sign under an announcement; `emoji` for one of our own. */
interface ReactionParts extends ReactionCount {
  emoji: CustomEmoji | undefined
}

/** An announcement with all that its wire form and its pages need. */
export interface AnnouncementParts {
  announcement: Announcement
  post: StatusParts
  /** Posts here that its words link to and that may stand in a list of the viewer's. */
  linked: readonly StatusParts[]
  reactions: readonly ReactionParts[]
  read: boolean
}

/** Ids of posts here whose pages a text links to. */
export function linkedIds(site: Site, text: string): number[] {
  const ours = `${site.config.url}/@`
  return parseText(text).urls.flatMap((url) => {
    const id = url.startsWith(ours) ? /^[^/?#]+\/(\d{1,16})$/.exec(url.slice(ours.length))?.[1] : undefined
    return id === undefined ? [] : [Number(id)]
  })
}

/**
 * Announcements as the viewer may see them, in their order: also by those who put the company account away, since they are for everybody. What
 * they link to goes through the policy (SEC:V14). A constant number of queries.
 */
export async function loadAnnouncements(site: Site, viewer: Looker, rows: readonly Announcement[]): Promise<AnnouncementParts[]> {
  if (rows.length === 0) return []
  const db = site.store.read
  const ids = rows.map((row) => row.id)
  const posts = new Map((await loadStatusParts(site, db, ids, viewer)).map((parts) => [parts.status.id, parts]))
  const links = new Map([...posts].map(([id, { status }]) => [id, linkedIds(site, status.text)]))
  const seen = await loadStatusParts(site, db, [...new Set([...links.values()].flat())], viewer, canList)
  const counts = await reactionsTo(db, ids, viewer.accountId)
  const own = counts.map((one) => one.name).filter((name) => /^\w+$/.test(name))
  const emojis = new Map((await emojisNamed(db, own)).map((emoji) => [emoji.shortcode, emoji]))
  const read = await dismissedAmong(db, viewer.accountId, ids)
  return rows.flatMap((announcement) => {
    const { id } = announcement
    const post = posts.get(id)
    if (!post) return []
    const linked = seen.filter(({ status }) => links.get(id)?.includes(status.id))
    const reactions = counts.filter((one) => one.announcementId === id).map((one) => ({ ...one, emoji: emojis.get(one.name) }))
    return [{ announcement, post, linked, reactions, read: read.has(id) }]
  })
}

const moment = (ms: number | null) => (ms === null ? null : iso(ms))

/** Mastodon's Announcement as streams carry it: the same for everybody, without `read` and without `me`. */
export function sharedAnnouncementJson(site: Site, { announcement, post, linked, reactions }: AnnouncementParts) {
  const { content, created_at, edited_at, mentions, tags, emojis } = statusJson(site, post)
  return {
    id: String(announcement.id),
    content,
    starts_at: moment(announcement.startsAt),
    ends_at: moment(announcement.endsAt),
    all_day: announcement.allDay,
    published_at: created_at,
    updated_at: edited_at ?? created_at,
    mentions,
    statuses: linked.map(({ status, account }) => ({ id: String(status.id), url: statusUrl(site.config.url, account.account, status) })),
    tags,
    emojis,
    reactions: reactions.map((one) => reactionJson(site, one)),
  }
}

/** Mastodon's Announcement for the viewer of its parts. */
export const announcementJson = (site: Site, parts: AnnouncementParts) => ({
  ...sharedAnnouncementJson(site, parts),
  read: parts.read,
  reactions: parts.reactions.map((one) => ({ ...reactionJson(site, one), me: one.mine })),
})

/** Mastodon's Reaction without `me`. An emoji of our own that was removed is its shortcode alone. */
const reactionJson = (site: Site, { name, count, emoji }: Pick<ReactionParts, 'name' | 'count' | 'emoji'>) => ({
  name,
  count,
  ...(emoji ? emojiUrls(site.config, emoji) : {}),
})

/** One sign under an announcement as it is now, in the wire's form. */
export async function loadReaction(site: Site, id: number, name: string) {
  const [emoji] = await emojisNamed(site.store.read, [name])
  return reactionJson(site, { name, count: await countReaction(site.store.read, id, name), emoji })
}
