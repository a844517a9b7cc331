import { and, asc, desc, eq, gt, inArray, lt, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { readBy } from '#db/newest-of.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { audible } from './audible.queries.ts'
import { type NotificationRequest, notificationRequests, notifications } from './notifications.schema.ts'

type Pair = Pick<NotificationRequest, 'accountId' | 'fromAccountId'>
type Reader = { accountId: number; now: number }
type Cut = { above: number; below: number; limit: number }
const given = sql.placeholder

/** What waits under an account's requests. */
export interface Pending {
  requests: number
  notifications: number
}

/** What waits under one sender's request. */
export interface Waiting {
  fromAccountId: number
  count: number
  lastStatusId: number | null
}

/** Mentions wait for a word; other kinds that were filtered come with them once the request is accepted. */
const waits = () => and(eq(notifications.accountId, given('accountId')), sql`${notifications.filtered}`, eq(notifications.type, 'mention'))

const pending = statement<Reader, Pending[]>('notifications.pending', (db) =>
  db
    .select({
      requests: sql`count(distinct ${notifications.fromAccountId})`.mapWith(Number),
      notifications: sql`count(*)`.mapWith(Number),
    })
    .from(readBy(notifications, 'notifications_filtered'))
    .where(and(waits(), audible(notifications))),
)

const waiting = statement<{ accountId: number; ids: readonly number[] }, Waiting[]>('notifications.waiting', (db) =>
  db
    .select({
      fromAccountId: notifications.fromAccountId,
      count: sql`count(*)`.mapWith(Number),
      lastStatusId: sql<number | null>`max(${notifications.statusId})`.mapWith(Number),
    })
    .from(notifications)
    .where(and(waits(), inList(notifications.fromAccountId, given('ids'))))
    .groupBy(notifications.fromAccountId),
)

const mine = (db: Db) => {
  const under = db
    .select({ one: sql`1` })
    .from(notifications)
    .where(and(waits(), eq(notifications.fromAccountId, notificationRequests.fromAccountId)))
  return and(eq(notificationRequests.accountId, given('accountId')), sql`exists ${under}`, audible(notificationRequests))
}
const page = (name: string, up: boolean) =>
  statement<Reader & Cut, NotificationRequest[]>(name, (db) =>
    db
      .select()
      .from(notificationRequests)
      .where(and(mine(db), gt(notificationRequests.id, given('above')), lt(notificationRequests.id, given('below'))))
      .orderBy(up ? asc(notificationRequests.id) : desc(notificationRequests.id))
      .limit(given('limit')),
  )
const down = page('notifications.requests', false)
const upwards = page('notifications.requestsUp', true)
const one = statement<Reader & { id: number }, NotificationRequest[]>('notifications.request', (db) =>
  db
    .select()
    .from(notificationRequests)
    .where(and(mine(db), eq(notificationRequests.id, given('id')))),
)

/** How much waits for an account's word. */
export const pendingOf = async (db: Db, reader: Reader): Promise<Pending> =>
  (await pending(db, { ...reader }))[0] ?? { requests: 0, notifications: 0 }

/** What waits under the requests of these senders; one under whom nothing waits is absent. */
export const waitingUnder = async (db: Db, accountId: number, senders: readonly number[]): Promise<Map<number, Waiting>> =>
  new Map(senders.length === 0 ? [] : (await waiting(db, { accountId, ids: senders })).map((row) => [row.fromAccountId, row]))

/** Requests under which something waits, from the edge of the cut on. */
export const requestsIn = async (db: Db, reader: Reader, { up, ...cut }: Cut & { up: boolean }): Promise<NotificationRequest[]> =>
  await (up ? upwards : down)(db, { ...reader, ...cut })

/** One of an account's requests, if something waits under it. */
export const ownRequest = async (db: Db, reader: Reader, id: number): Promise<NotificationRequest | undefined> =>
  (await one(db, { ...reader, id }))[0]

/** Files a request, or notes that its sender has written again. */
export async function noteRequest(db: Db, row: Pair & { id: number; at: number }): Promise<void> {
  const { at, ...keys } = row
  await db
    .insert(notificationRequests)
    .values({ ...keys, createdAt: at, updatedAt: at })
    .onConflictDoUpdate({ target: [notificationRequests.accountId, notificationRequests.fromAccountId], set: { updatedAt: at } })
}

/** Takes an account's requests of these ids away, and answers whose they were. */
export async function takeRequests(db: Db, accountId: number, ids: readonly number[]): Promise<number[]> {
  const which = and(eq(notificationRequests.accountId, accountId), inArray(notificationRequests.id, [...ids]))
  const rows = await db.delete(notificationRequests).where(which).returning({ from: notificationRequests.fromAccountId })
  return rows.map((row) => row.from)
}

/** Takes all of an account's requests away. */
export async function dropRequests(db: Db, accountId: number): Promise<void> {
  await db.delete(notificationRequests).where(eq(notificationRequests.accountId, accountId))
}
