import { and, asc, desc, eq, gt, inArray, lt, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { kit } from '#db/kit.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { audible } from './audible.queries.ts'
import { type Notification, notifications, type NotificationType } from './notifications.schema.ts'

/** Which of an account's notifications are wanted. */
export interface Wanted {
  accountId: number
  types: readonly NotificationType[]
  /** Only what this account did; 0 = whoever. */
  fromAccountId: number
  /** Also what the account's policy has set aside. */
  filtered: boolean
  /** Unix ms, for mutes that run out. */
  now: number
}

/** Where candidates are taken from: ids between both bounds, which are excluded. */
interface Cut {
  above: number
  below: number
  up: boolean
  limit: number
}

/** A page of groups: kinds that are shown together, and the bounds of the whole page, within which each group stands once. */
export type Grouping = {
  groupedTypes: readonly NotificationType[]
  bottom: number
  top: number
}

type Params = Omit<Wanted, 'filtered'> & Omit<Cut, 'up'> & { filtered: number }
const given = sql.placeholder
const from = sql`cast(${given('fromAccountId')} as bigint)`

const wanted = () =>
  and(
    eq(notifications.accountId, given('accountId')),
    gt(notifications.id, given('above')),
    lt(notifications.id, given('below')),
    inList(notifications.type, given('types')),
    sql`(${from} = 0 or ${notifications.fromAccountId} = ${from})`,
    sql`(cast(${given('filtered')} as integer) = 1 or not ${notifications.filtered})`,
    audible(notifications),
  )

const rows = (name: string, up: boolean) =>
  statement<Params, Notification[]>(name, (db) =>
    db
      .select()
      .from(notifications)
      .where(wanted())
      .orderBy(up ? asc(notifications.id) : desc(notifications.id))
      .limit(given('limit')),
  )
const rowsDown = rows('notifications.list', false)
const rowsUp = rows('notifications.listUp', true)

const other = kit.alias(notifications, 'other')
const heads = (name: string, up: boolean) =>
  statement<Params & Grouping, Notification[]>(name, (db) => {
    const before = up
      ? and(lt(other.id, notifications.id), gt(other.id, given('bottom')))
      : and(gt(other.id, notifications.id), lt(other.id, given('top')))
    const shown = db
      .select({ one: sql`1` })
      .from(other)
      .where(
        and(
          eq(other.accountId, given('accountId')),
          eq(other.groupKey, notifications.groupKey),
          before,
          sql`(${from} = 0 or ${other.fromAccountId} = ${from})`,
          audible(other),
        ),
      )
    return db
      .select()
      .from(notifications)
      .where(
        and(
          wanted(),
          sql`(${notifications.groupKey} is null or not ${inList(notifications.type, given('groupedTypes'))} or not exists ${shown})`,
        ),
      )
      .orderBy(up ? asc(notifications.id) : desc(notifications.id))
      .limit(given('limit'))
  })
const headsDown = heads('notifications.heads', false)
const headsUp = heads('notifications.headsUp', true)

const newer = kit.alias(notifications, 'newer')
const wholes = (name: string, up: boolean) =>
  statement<Params, Notification[]>(name, (db) => {
    const later = db
      .select({ one: sql`1` })
      .from(newer)
      .where(
        and(
          eq(newer.accountId, given('accountId')),
          eq(newer.groupKey, notifications.groupKey),
          gt(newer.id, notifications.id),
          audible(newer),
        ),
      )
    return db
      .select()
      .from(notifications)
      .where(and(wanted(), sql`(${notifications.groupKey} is null or not exists ${later})`))
      .orderBy(up ? asc(notifications.id) : desc(notifications.id))
      .limit(given('limit'))
  })
const wholesDown = wholes('notifications.wholes', false)
const wholesUp = wholes('notifications.wholesUp', true)

const asParams = ({ filtered, ...wish }: Wanted, { above, below, limit }: Cut): Params => ({
  ...wish,
  filtered: +filtered,
  above,
  below,
  limit,
})

/** An account's notifications from the edge of the cut on. */
export const notificationsIn = async (db: Db, wish: Wanted, cut: Cut): Promise<Notification[]> =>
  await (cut.up ? rowsUp : rowsDown)(db, asParams(wish, cut))

/** The same with one row for each group: its newest on the page, or going up its oldest. Rows without a group stand for themselves. */
export const groupHeadsIn = async (db: Db, wish: Wanted, grouping: Grouping, cut: Cut): Promise<Notification[]> =>
  await (cut.up ? headsUp : headsDown)(db, { ...asParams(wish, cut), ...grouping })

/** The same with each group once in the whole list, by its newest row: pages of it never show a group twice. */
export const wholeGroupsIn = async (db: Db, wish: Wanted, cut: Cut): Promise<Notification[]> =>
  await (cut.up ? wholesUp : wholesDown)(db, asParams(wish, cut))

const own = statement<{ accountId: number; id: number; now: number }, Notification[]>('notifications.own', (db) =>
  db
    .select()
    .from(notifications)
    .where(and(eq(notifications.id, given('id')), eq(notifications.accountId, given('accountId')), audible(notifications))),
)

/** One notification of an account, filtered or not; undefined when it is not there or its sender is not to be heard of. */
export const ownNotification = async (db: Db, accountId: number, id: number, now: number): Promise<Notification | undefined> =>
  (await own(db, { accountId, id, now }))[0]

/** Deletes some of an account's notifications, or all of them without `ids`; answers how many there were. */
export async function deleteOwn(db: Db, accountId: number, ids?: readonly number[]): Promise<number> {
  const mine = eq(notifications.accountId, accountId)
  const which = ids ? and(mine, inArray(notifications.id, [...ids])) : mine
  return (await db.delete(notifications).where(which).returning({ id: notifications.id })).length
}
