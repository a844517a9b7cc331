import { and, desc, eq, gt, lt, lte, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { audible } from './audible.queries.ts'
import { type Notification, notifications } from './notifications.schema.ts'

/** Accounts that stand for a group. */
const samples = 8
const given = sql.placeholder
type Reader = { accountId: number; now: number }

const inUse = statement<{ accountId: number; keys: readonly string[] }, { key: string | null }[]>('notifications.keyInUse', (db) =>
  db
    .select({ key: notifications.groupKey })
    .from(notifications)
    .where(and(eq(notifications.accountId, given('accountId')), inList(notifications.groupKey, given('keys'))))
    .limit(1),
)

/** The one of these keys under which the account has a group, if any. */
export const keyInUse = async (db: Db, accountId: number, keys: readonly string[]): Promise<string | undefined> =>
  (await inUse(db, { accountId, keys }))[0]?.key ?? undefined

/** One of the newest rows of a group, with numbers about the whole group. */
export interface GroupRow {
  key: string
  id: number
  fromAccountId: number
  createdAt: number
  /** How many the group has. */
  count: number
  /** The oldest of them within the page. */
  oldest: number | null
}

const members = statement<Reader & { keys: readonly string[]; low: number; high: number }, (GroupRow & { place: number })[]>(
  'notifications.groups',
  (db) => {
    const group = sql`partition by ${notifications.groupKey}`
    const oldest = sql`min(case when ${notifications.id} >= ${given('low')} then ${notifications.id} end)`
    const ranked = db
      .select({
        key: sql<string>`${notifications.groupKey}`.as('key'),
        id: notifications.id,
        fromAccountId: notifications.fromAccountId,
        createdAt: notifications.createdAt,
        count: sql`count(*) over (${group})`.mapWith(Number).as('count'),
        oldest: sql<number | null>`${oldest} over (${group})`.mapWith(Number).as('oldest'),
        place: sql`row_number() over (${group} order by ${notifications.id} desc)`.mapWith(Number).as('place'),
      })
      .from(notifications)
      .where(
        and(
          eq(notifications.accountId, given('accountId')),
          inList(notifications.groupKey, given('keys')),
          lte(notifications.id, given('high')),
          audible(notifications),
        ),
      )
      .as('ranked')
    return db.select().from(ranked).where(lte(ranked.place, samples)).orderBy(desc(ranked.id))
  },
)

/** The newest eight rows of each of these groups, no newer than `high`, newest first; `oldest` counts from `low` on. One query. */
export const groupRows = async (db: Db, reader: Reader, o: { keys: readonly string[]; low: number; high: number }): Promise<GroupRow[]> =>
  o.keys.length === 0 ? [] : await members(db, { ...reader, ...o })

const within = statement<Reader & { key: string; above: number; below: number; limit: number }, Notification[]>(
  'notifications.groupMembers',
  (db) =>
    db
      .select()
      .from(notifications)
      .where(
        and(
          eq(notifications.accountId, given('accountId')),
          eq(notifications.groupKey, given('key')),
          gt(notifications.id, given('above')),
          lt(notifications.id, given('below')),
          audible(notifications),
        ),
      )
      .orderBy(desc(notifications.id))
      .limit(given('limit')),
)

/** Part of a group, newest first. */
export const groupMembers = async (
  db: Db,
  reader: Reader,
  o: { key: string; above: number; below: number; limit: number },
): Promise<Notification[]> => await within(db, { ...reader, ...o })

/** Deletes a group of an account. */
export async function deleteGroup(db: Db, accountId: number, key: string): Promise<void> {
  await db.delete(notifications).where(and(eq(notifications.accountId, accountId), eq(notifications.groupKey, key)))
}
