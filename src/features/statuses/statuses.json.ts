import { iso } from '#base/clock.ts'
import type { Db } from '#db/store.ts'
import { type AccountJson, accountJson } from '#features/accounts/accounts.json.ts'
import { accountAcct, accountUrl } from '#features/accounts/addresses.ts'
import { emojiJson } from '#features/emojis/emojis.json.ts'
import { filterResultJson } from '#features/filters/filters.json.ts'
import { mediaJson } from '#features/media/media.json.ts'
import { pollJson } from '#features/polls/polls.json.ts'
import type { Site } from '#platform/site.ts'
import { statusUri, statusUrl, tagUrl } from './addresses.ts'
import { visibilityOf } from './audience.ts'
import { type Form, loadSeen, type Rule, type Seen, type StatusFlags } from './load-seen.ts'
import { loadShared, type SharedParts, wordsOf } from './shared-parts.ts'
import { canSee, type Looker } from './statuses.policy.ts'

/** A status with all that its wire form and its pages need. */
export interface StatusParts extends SharedParts {
  boosted: StatusParts | null
  flags: StatusFlags
}

/**
 * The statuses of these ids that the viewer may see, in the order of the ids (`loadSeen`). `rule` is `canList` where the result is a list that
 * the viewer did not ask for by address. A constant number of queries.
 */
export async function loadStatusParts(
  site: Site,
  db: Db,
  ids: readonly number[],
  viewer: Looker,
  rule: Rule = canSee,
): Promise<StatusParts[]> {
  const form: Form<SharedParts> = {
    load: async (from, statuses) => await loadShared(site, from, statuses),
    words: wordsOf,
    pollId: ({ poll }) => poll?.poll.id ?? null,
  }
  return (await loadSeen(site, db, ids, viewer, rule, form)).map(partsOf)
}

const partsOf = ({ shared, flags, boosted }: Seen<SharedParts>): StatusParts => ({
  ...shared,
  flags,
  boosted: boosted && partsOf(boosted),
})

const text = (id: number | null) => (id === null ? null : String(id))

/** The keys of Mastodon's Status that are the same for everybody who may see it, without its account. */
export const sharedJson = (site: Site, { status, content, account, mentions, tags, media, label, emojis, app }: SharedParts) => ({
  id: String(status.id),
  created_at: iso(status.createdAt),
  in_reply_to_account_id: text(status.replyToAccountId),
  sensitive: status.sensitive,
  spoiler_text: status.warning,
  visibility: visibilityOf(status),
  language: status.language,
  uri: statusUri(site.config.url, status),
  url: statusUrl(site.config.url, account.account, status),
  replies_count: status.repliesCount,
  reblogs_count: status.boostsCount,
  favourites_count: status.favouritesCount,
  quotes_count: 0,
  edited_at: status.editedAt === null ? null : iso(status.editedAt),
  content,
  application: app && { name: app.name, website: app.website },
  media_attachments: media.map((file) => mediaJson(site.config, file)),
  mentions: mentions.map(({ account: named }) => ({
    id: String(named.id),
    username: named.username,
    url: accountUrl(site.config.url, named),
    acct: accountAcct(named),
  })),
  tags: tags.map((tag) => ({ name: tag.name, url: tagUrl(site.config.url, tag.name) })),
  emojis: emojis.map((emoji) => emojiJson(site.config, emoji)),
  tagged_collections: [],
  quote: null,
  card: null,
  quote_approval: { automatic: [], manual: [], current_user: 'denied' },
  local_only: status.localOnly,
  atrium: { audience: status.audience, group_id: text(status.groupId), label: label && { id: String(label.id), name: label.name } },
})

/** The keys that depend on who looks. */
export const viewerJson = (site: Site, { status, poll }: Pick<SharedParts, 'poll'> & { status: ShownFor }, flags: StatusFlags) => ({
  // A parent that the viewer may not see is the same as one that is gone (SEC:V6).
  in_reply_to_id: flags.parentSeen ? text(status.replyToId) : null,
  favourited: flags.favourited,
  reblogged: flags.boosted,
  muted: flags.threadMuted,
  bookmarked: flags.bookmarked,
  ...(flags.mine && status.boostOfId === null && status.audience !== 'named' ? { pinned: flags.pinned } : {}),
  filtered: flags.filtered.map(filterResultJson),
  poll: poll && pollJson(site, poll, flags),
})
type ShownFor = Pick<SharedParts['status'], 'replyToId' | 'boostOfId' | 'audience'>

/** Mastodon's Status as this file shapes it. */
export interface StatusJson extends ReturnType<typeof sharedJson>, ReturnType<typeof viewerJson> {
  account: AccountJson
  reblog: StatusJson | null
}

/** Mastodon's Status with every key that a client may decode as required (Android, iOS, Tusky, Ice Cubes), and our own `local_only` and `atrium`. */
export const statusJson = (site: Site, parts: StatusParts): StatusJson => ({
  ...sharedJson(site, parts),
  ...viewerJson(site, parts, parts.flags),
  account: accountJson(site, parts.account),
  reblog: parts.boosted ? statusJson(site, parts.boosted) : null,
})
