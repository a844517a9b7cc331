import { iso } from '#base/clock.ts'
import type { Db } from '#db/store.ts'
import { type AccountJson, type AccountParts, accountJson, loadAccounts } from '#features/accounts/accounts.json.ts'
import { accountAcct, accountUrl } from '#features/accounts/addresses.ts'
import { emojiJson } from '#features/emojis/emojis.json.ts'
import { findEmojis } from '#features/emojis/find-emojis.ts'
import { filterResultJson } from '#features/filters/filters.json.ts'
import { activeRows } from '#features/filters/filters.queries.ts'
import { type FilterMatch, filterMatcher } from '#features/filters/match-filters.ts'
import { type Label, loadLabels } from '#features/labels/labels.json.ts'
import { type MediaJson, mediaJson } from '#features/media/media.json.ts'
import { mediaOf } from '#features/media/media.queries.ts'
import type { Media } from '#features/media/media.schema.ts'
import { loadPolls, type PollJson, pollJson, type PollParts } from '#features/polls/polls.json.ts'
import { ballotsAmong } from '#features/polls/polls.queries.ts'
import { type PostingApp, postingApps } from '#features/oauth/apps.queries.ts'
import type { Site } from '#platform/site.ts'
import { statusUri, statusUrl, tagUrl } from './addresses.ts'
import { visibilityOf } from './audience.ts'
import { type Judgement, judge } from './judge.ts'
import { distinct, grouped } from './lists.ts'
import type { Mention } from './mentions.queries.ts'
import { canSee, type Facts, type Judged, type Looker } from './statuses.policy.ts'
import { statusesByIds } from './statuses.queries.ts'
import type { Status } from './statuses.schema.ts'
import { type StatusTag, tagsOf } from './tags.queries.ts'
import { loadViewerFlags, type ViewerFlags } from './viewer-flags.ts'

/** What depends on who looks. */
export interface StatusFlags extends ViewerFlags {
  mine: boolean
  /** What the looker chose in its poll; null = has not voted. */
  votes: readonly number[] | null
  /** The looker may see what this answers. */
  parentSeen: boolean
  /** The looker's filters that this falls under. */
  filtered: readonly FilterMatch[]
}

/** What of a status is the same for everybody who may see it. */
interface SharedParts {
  status: Status
  account: AccountParts
  /** Those named in the text. */
  mentions: readonly AccountParts[]
  tags: readonly StatusTag[]
  media: readonly Media[]
  poll: PollParts | null
  label: Label | null
  emojis: AccountParts['emojis']
  /** Through what it was posted; null for the pages here. */
  app: PostingApp | null
}

/** A status with all that its wire form and its pages need. */
export interface StatusParts extends SharedParts {
  boosted: StatusParts | null
  flags: StatusFlags
}

/** A rule of statuses.policy.ts that says whether a status may be shown. */
export type Rule = (looker: Looker | null, status: Judged, facts: Facts) => boolean

/**
 * The statuses of these ids that the viewer may see, in the order of the ids: what may not be seen is left out as if it were not there
 * (SEC:V6). `rule` is `canList` where the result is a list that the viewer did not ask for by address. A constant number of queries.
 */
export async function loadStatusParts(
  site: Site,
  db: Db,
  ids: readonly number[],
  viewer: Looker,
  rule: Rule = canSee,
): Promise<StatusParts[]> {
  const seen = (await judge(site, db, viewer, ids, { parents: true })).filter((j) => rule(viewer, j.status, j.facts))
  const all = seen.flatMap((j) => (j.boosted ? [j, j.boosted] : [j]))
  const shared = await loadShared(site, db, new Map(all.map((j) => [j.status.id, j.mentions])))
  const deeds = await loadViewerFlags(
    db,
    viewer.accountId,
    all.map((j) => j.status),
  )
  const asked = distinct([...shared.values()].map(({ poll }) => poll?.poll.id ?? null))
  const ballots = await ballotsAmong(db, viewer.accountId, asked)
  const matches = filterMatcher(await activeRows(db, viewer.accountId, [...shared.keys()], site.clock.now()))
  const partsOf = (j: Judgement, boost?: Judgement): StatusParts[] => {
    const parts = shared.get(j.status.id)
    const done = deeds.get(j.status.id)
    const [boosted] = j.boosted ? partsOf(j.boosted, j) : []
    // Either may have gone since it was judged.
    if (!parts || !done || (j.boosted && !boosted)) return []
    // A boost and what it boosts are filtered alike, by the words of the latter.
    const ids = boost ? [boost.status.id, j.status.id] : [j.status.id]
    const filtered = boosted?.flags.filtered ?? matches({ ids, text: wordsOf(parts) })
    const votes = ballots.get(parts.poll?.poll.id ?? 0) ?? null
    const flags = { ...done, mine: parts.status.accountId === viewer.accountId, votes, parentSeen: j.parentSeen, filtered }
    return [{ ...parts, boosted: boosted ?? null, flags }]
  }
  return seen.flatMap((j) => partsOf(j))
}

/** All that is said in a post, in its poll and of its pictures. */
const wordsOf = ({ status, media, poll }: SharedParts) =>
  [status.warning, status.text, ...(poll?.poll.options ?? []), ...media.map((file) => file.alt ?? '')].join('\n')

/** The shared parts of statuses, given whom each names. Ten queries at most. */
async function loadShared(site: Site, db: Db, statuses: ReadonlyMap<number, readonly Mention[]>): Promise<Map<number, SharedParts>> {
  const ids = [...statuses.keys()]
  const rows = await statusesByIds(db, ids)
  const aloud = [...statuses.values()].flat().filter((mention) => !mention.silent)
  const accounts = await loadAccounts(db, distinct([...rows, ...aloud].map((row) => row.accountId)))
  const named = grouped(aloud, (mention) => mention.statusId)
  const tags = grouped(await tagsOf(db, ids), (tag) => tag.statusId)
  const files = grouped(await mediaOf(db, ids), (file) => file.statusId ?? 0)
  const polls = await loadPolls(site, db, ids)
  const labels = await loadLabels(db, distinct(rows.map((row) => row.labelId)))
  const apps = await postingApps(db, distinct(rows.map((row) => row.appId)))
  const emojisIn = await findEmojis(db, rows, ({ id, warning, text }) => [warning, text, ...(polls.get(id)?.poll.options ?? [])])
  const shared = new Map<number, SharedParts>()
  for (const status of rows) {
    const account = accounts.get(status.accountId)
    if (!account) continue
    shared.set(status.id, {
      status,
      account,
      mentions: (named.get(status.id) ?? []).flatMap((mention) => accounts.get(mention.accountId) ?? []),
      tags: tags.get(status.id) ?? [],
      media: files.get(status.id) ?? [],
      poll: polls.get(status.id) ?? null,
      label: status.labelId === null ? null : (labels.get(status.labelId) ?? null),
      emojis: emojisIn(status),
      app: status.appId === null ? null : (apps.get(status.appId) ?? null),
    })
  }
  return shared
}

/** Mastodon's Status as this file shapes it. */
export interface StatusJson extends ReturnType<typeof ownJson> {
  account: AccountJson
  media_attachments: MediaJson[]
  poll: PollJson | null
  reblog: StatusJson | null
}

const text = (id: number | null) => (id === null ? null : String(id))

const ownJson = (site: Site, { status, account, mentions, tags, poll, label, emojis, app, flags }: StatusParts) => ({
  id: String(status.id),
  created_at: iso(status.createdAt),
  // A parent that the viewer may not see is the same as one that is gone (SEC:V6).
  in_reply_to_id: flags.parentSeen ? text(status.replyToId) : null,
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
  favourited: flags.favourited,
  reblogged: flags.boosted,
  muted: flags.threadMuted,
  bookmarked: flags.bookmarked,
  ...(flags.mine && status.boostOfId === null && status.audience !== 'named' ? { pinned: flags.pinned } : {}),
  filtered: flags.filtered.map(filterResultJson),
  content: status.content,
  application: app && { name: app.name, website: app.website },
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
  poll: poll && pollJson(site, poll, flags),
  quote_approval: { automatic: [], manual: [], current_user: 'denied' },
  local_only: status.localOnly,
  atrium: { audience: status.audience, group_id: text(status.groupId), label: label && { id: String(label.id), name: label.name } },
})

/** Mastodon's Status with every key that a client may decode as required (Android, iOS, Tusky, Ice Cubes), and our own `local_only` and `atrium`. */
export const statusJson = (site: Site, parts: StatusParts): StatusJson => ({
  ...ownJson(site, parts),
  reblog: parts.boosted ? statusJson(site, parts.boosted) : null,
  account: accountJson(site, parts.account),
  media_attachments: parts.media.map((file) => mediaJson(site.config, file)),
})
