import { iso } from '#base/clock.ts'
import { and, eq, or, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import type { Site } from '#platform/site.ts'
import { blocksBetween } from './relationships.queries.ts'
import { accountDomainBlocks, accountNotes, endorsements, followRequests, follows, mutes } from './relationships.schema.ts'

type Options = { reblogs: boolean; notify: boolean; languages: string[] | null }
type PairRow = Options & { accountId: number; targetId: number }
type MuteRow = { targetId: number; hideNotifications: boolean; until: number | null }

/** All that stands between the viewer and one other account. */
export interface RelationshipParts {
  id: number
  follow: Options | null
  request: Options | null
  followedBy: boolean
  requestedBy: boolean
  blocking: boolean
  blockedBy: boolean
  /** Also a mute that has run out: who shapes or judges it knows the time. */
  mute: MuteRow | null
  endorsed: boolean
  /** The other's server is blocked by the viewer. */
  domainBlocked: boolean
  /** What the viewer keeps in mind about the other; '' = nothing. */
  note: string
}

const me = sql.placeholder('me')
const ids = sql.placeholder('ids')

const pairs = (name: string, table: typeof follows | typeof followRequests) =>
  statement<{ me: number; ids: readonly number[] }, PairRow[]>(name, (db) =>
    db
      .select({
        accountId: table.accountId,
        targetId: table.targetId,
        reblogs: table.reblogs,
        notify: table.notify,
        languages: table.languages,
      })
      .from(table)
      .where(or(and(eq(table.accountId, me), inList(table.targetId, ids)), and(eq(table.targetId, me), inList(table.accountId, ids)))),
  )
const followPairs = pairs('relationships.follows', follows)
const requestPairs = pairs('relationships.requests', followRequests)
const muteRows = statement<{ me: number; ids: readonly number[] }, MuteRow[]>('relationships.mutes', (db) =>
  db
    .select({ targetId: mutes.targetId, hideNotifications: mutes.hideNotifications, until: mutes.until })
    .from(mutes)
    .where(and(eq(mutes.accountId, me), inList(mutes.targetId, ids))),
)
const noteRows = statement<{ me: number; ids: readonly number[] }, { targetId: number; comment: string }[]>('relationships.notes', (db) =>
  db
    .select({ targetId: accountNotes.targetId, comment: accountNotes.comment })
    .from(accountNotes)
    .where(and(eq(accountNotes.accountId, me), inList(accountNotes.targetId, ids))),
)
const endorsedRows = statement<{ me: number; ids: readonly number[] }, { id: number }[]>('relationships.endorsed', (db) =>
  db
    .select({ id: endorsements.targetId })
    .from(endorsements)
    .where(and(eq(endorsements.accountId, me), inList(endorsements.targetId, ids))),
)
const domainRows = statement<{ me: number; ids: readonly number[] }, { id: number }[]>('relationships.domains', (db) =>
  db
    .select({ id: accounts.id })
    .from(accounts)
    .innerJoin(accountDomainBlocks, and(eq(accountDomainBlocks.accountId, me), eq(accountDomainBlocks.domain, accounts.domain)))
    .where(inList(accounts.id, ids)),
)
const idsOf = (rows: { id: number }[]) => new Set(rows.map((row) => row.id))

/** What stands between an account and others, for each of `others`, in their order. Seven queries for any number. */
export async function loadRelationships(db: Db, accountId: number, others: readonly number[]): Promise<Map<number, RelationshipParts>> {
  if (others.length === 0) return new Map()
  const params = { me: accountId, ids: others }
  const [followRows, requestRows, muteList, block] = [
    await followPairs(db, params),
    await requestPairs(db, params),
    await muteRows(db, params),
    await blocksBetween(db, accountId, others),
  ]
  const mine = (rows: PairRow[]) => new Map(rows.filter((r) => r.accountId === accountId).map((r) => [r.targetId, r]))
  const theirs = (rows: PairRow[]) => new Set(rows.filter((r) => r.targetId === accountId).map((r) => r.accountId))
  const following = mine(followRows),
    requesting = mine(requestRows),
    followers = theirs(followRows),
    requesters = theirs(requestRows)
  const muted = new Map(muteList.map((row) => [row.targetId, row]))
  const notes = new Map((await noteRows(db, params)).map((row) => [row.targetId, row.comment]))
  const endorsed = idsOf(await endorsedRows(db, params))
  const domains = idsOf(await domainRows(db, params))
  return new Map(
    others.map((id) => [
      id,
      {
        id,
        follow: following.get(id) ?? null,
        request: requesting.get(id) ?? null,
        followedBy: followers.has(id),
        requestedBy: requesters.has(id),
        blocking: block.blocking.has(id),
        blockedBy: block.blockedBy.has(id),
        mute: muted.get(id) ?? null,
        endorsed: endorsed.has(id),
        domainBlocked: domains.has(id),
        note: notes.get(id) ?? '',
      },
    ]),
  )
}

/** Mastodon's Relationship, every boolean present and `note` a string, as Android decodes them. */
export function relationshipJson(site: Site, parts: RelationshipParts) {
  const { mute } = parts
  const muting = mute !== null && (mute.until === null || mute.until > site.clock.now())
  const wish = parts.follow ?? parts.request
  return {
    id: String(parts.id),
    following: parts.follow !== null,
    showing_reblogs: wish?.reblogs ?? false,
    notifying: wish?.notify ?? false,
    languages: wish?.languages ?? null,
    followed_by: parts.followedBy,
    blocking: parts.blocking,
    blocked_by: parts.blockedBy,
    muting,
    muting_notifications: muting && mute.hideNotifications,
    muting_expires_at: muting && mute.until !== null ? iso(mute.until) : null,
    requested: parts.request !== null,
    requested_by: parts.requestedBy,
    domain_blocking: parts.domainBlocked,
    endorsed: parts.endorsed,
    note: parts.note,
  }
}
