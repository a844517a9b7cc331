import { and, desc, eq, gt, isNull, lt, or, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { blocks, endorsements, followRequests, follows, mutes } from './relationships.schema.ts'

/** A row that joins two accounts: lists of accounts page by its id. */
export interface JoiningRow {
  id: number
  /** The account that the list shows. */
  accountId: number
}

/** Part of a list: ids between both bounds, which are excluded, the newest first. */
export type ListCut = {
  above: number
  below: number
  limit: number
}
type Params = ListCut & { owner: number }
type Seen = Params & { viewer: number; now: number }

const given = sql.placeholder
type Table = typeof follows | typeof followRequests | typeof blocks | typeof mutes | typeof endorsements
type Column = Table['accountId'] | Table['targetId']

const within = (table: Table, owner: Column) =>
  and(eq(owner, given('owner')), gt(table.id, given('above')), lt(table.id, given('below')), isNull(accounts.suspendedAt))

const list = (name: string, table: Table, owner: Column, shown: Column) =>
  statement<Params, JoiningRow[]>(name, (db) =>
    db
      .select({ id: table.id, accountId: shown })
      .from(table)
      .innerJoin(accounts, eq(accounts.id, shown))
      .where(within(table, owner))
      .orderBy(desc(table.id))
      .limit(given('limit')),
  )

// Nobody meets in somebody's list whom a block or a mute parts from them; viewer 0 is the owner, who sees all.
const viewer = sql`cast(${given('viewer')} as bigint)`
const parted = (
  shown: Column,
) => sql`exists (select 1 from ${blocks} where (${blocks.accountId} = ${viewer} and ${blocks.targetId} = ${shown})
  or (${blocks.accountId} = ${shown} and ${blocks.targetId} = ${viewer}))`
const muted = (shown: Column) => sql`exists (select 1 from ${mutes} where ${mutes.accountId} = ${viewer} and ${mutes.targetId} = ${shown}
  and (${mutes.until} is null or ${mutes.until} > ${given('now')}))`

const seenList = (name: string, owner: Column, shown: Column) =>
  statement<Seen, JoiningRow[]>(name, (db) =>
    db
      .select({ id: follows.id, accountId: shown })
      .from(follows)
      .innerJoin(accounts, eq(accounts.id, shown))
      .where(and(within(follows, owner), sql`not ${parted(shown)}`, sql`not ${muted(shown)}`))
      .orderBy(desc(follows.id))
      .limit(given('limit')),
  )

const followers = seenList('lists.followers', follows.targetId, follows.accountId)
const following = seenList('lists.following', follows.accountId, follows.targetId)
const blocked = list('lists.blocked', blocks, blocks.accountId, blocks.targetId)
const waiting = list('lists.waiting', followRequests, followRequests.targetId, followRequests.accountId)
const endorsed = list('lists.endorsed', endorsements, endorsements.accountId, endorsements.targetId)
const mutedBy = statement<Params & { now: number }, (JoiningRow & { until: number | null })[]>('lists.muted', (db) =>
  db
    .select({ id: mutes.id, accountId: mutes.targetId, until: mutes.until })
    .from(mutes)
    .innerJoin(accounts, eq(accounts.id, mutes.targetId))
    .where(and(within(mutes, mutes.accountId), or(isNull(mutes.until), gt(mutes.until, given('now')))))
    .orderBy(desc(mutes.id))
    .limit(given('limit')),
)

/** Which side of the follows of an account is listed. */
export type Side = 'followers' | 'following'

/** Who follows an account, or whom it follows, as far as the viewer (0 = the account itself) is not parted from them at `now`. */
export const followRows = async (db: Db, side: Side, params: Seen): Promise<JoiningRow[]> =>
  await (side === 'followers' ? followers : following)(db, params)

/** Whom the account blocks. */
export const blockRows = async (db: Db, owner: number, cut: ListCut) => await blocked(db, { owner, ...cut })

/** Who waits for the account's consent. */
export const requestRows = async (db: Db, owner: number, cut: ListCut) => await waiting(db, { owner, ...cut })

/** Whom the account recommends. */
export const endorsementRows = async (db: Db, owner: number, cut: ListCut) => await endorsed(db, { owner, ...cut })

/** Whom the account mutes at `now`, and until when. */
export const muteRows = async (db: Db, owner: number, cut: ListCut, now: number) => await mutedBy(db, { owner, ...cut, now })
