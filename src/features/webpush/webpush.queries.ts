import { and, asc, desc, eq, isNotNull, isNull, notInArray, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { apps, tokens } from '#features/oauth/oauth.schema.ts'
import { people } from '#features/people/people.schema.ts'
import { type Session, sessions } from '#features/signin/signin.schema.ts'
import { pushDeliveries, type PushSubscription, pushSubscriptions } from './webpush.schema.ts'

const by = <K extends 'tokenId' | 'sessionId' | 'accountId'>(name: string, column: K) =>
  statement<{ key: number }, PushSubscription[]>(name, (db) =>
    db
      .select()
      .from(pushSubscriptions)
      .where(eq(pushSubscriptions[column], sql.placeholder('key')))
      .orderBy(asc(pushSubscriptions.id)),
  )
const byToken = by('push.byToken', 'tokenId')
const bySession = by('push.bySession', 'sessionId')
const byAccount = by('push.byAccount', 'accountId')

export const subscriptionOfToken = async (db: Db, tokenId: number): Promise<PushSubscription | undefined> =>
  (await byToken(db, { key: tokenId }))[0]

/** The subscription of a browser. */
export const subscriptionOfSession = async (db: Db, sessionId: number): Promise<PushSubscription | undefined> =>
  (await bySession(db, { key: sessionId }))[0]

/** Every device of an account. */
export const subscriptionsOf = async (db: Db, accountId: number): Promise<PushSubscription[]> => await byAccount(db, { key: accountId })

type Health = Pick<PushSubscription, 'workedAt' | 'failingSince' | 'lastAnswer' | 'restUntil'>
type New = Omit<PushSubscription, 'id' | keyof Health>

/** Puts the subscription of a token or a session in place of the one that it has; what is known of how that one worked is forgotten. */
export async function putSubscription(db: Db, row: New): Promise<PushSubscription> {
  const target = row.tokenId === null ? pushSubscriptions.sessionId : pushSubscriptions.tokenId
  const fresh = { ...row, workedAt: null, failingSince: null, lastAnswer: null, restUntil: null }
  const [put] = await db.insert(pushSubscriptions).values(fresh).onConflictDoUpdate({ target, set: fresh }).returning()
  return put!
}

/** Undefined when the token has none. */
export async function updateSubscription(
  db: Db,
  tokenId: number,
  change: Partial<Pick<PushSubscription, 'alerts' | 'policy'>>,
): Promise<PushSubscription | undefined> {
  const own = eq(pushSubscriptions.tokenId, tokenId)
  if (Object.keys(change).length === 0) return (await db.select().from(pushSubscriptions).where(own))[0]
  return (await db.update(pushSubscriptions).set(change).where(own).returning())[0]
}

/** One subscription as it was read: not one that has taken its place since. */
const sameAs = ({ id, createdAt }: Pick<PushSubscription, 'id' | 'createdAt'>) =>
  and(eq(pushSubscriptions.id, id), eq(pushSubscriptions.createdAt, createdAt))

/** Ends a token's subscription. */
export async function deleteOfToken(db: Db, tokenId: number): Promise<void> {
  await db.delete(pushSubscriptions).where(eq(pushSubscriptions.tokenId, tokenId))
}

/** Ends a browser's subscription. */
export async function deleteOfSession(db: Db, sessionId: number): Promise<void> {
  await db.delete(pushSubscriptions).where(eq(pushSubscriptions.sessionId, sessionId))
}

/** Takes away what a browser of an account has under an address, and answers it. */
export const takeBrowsers = async (db: Db, accountId: number, endpoint: string): Promise<PushSubscription[]> => {
  const { accountId: owner, endpoint: address, sessionId } = pushSubscriptions
  return await db
    .delete(pushSubscriptions)
    .where(and(eq(owner, accountId), eq(address, endpoint), isNotNull(sessionId)))
    .returning()
}

/** Changes what a browser is told of; nothing happens when it has no subscription. */
export async function updateOfSession(db: Db, sessionId: number, change: Pick<PushSubscription, 'alerts'>): Promise<void> {
  await db.update(pushSubscriptions).set(change).where(eq(pushSubscriptions.sessionId, sessionId))
}

/** Ends the subscription that was read, unless another has taken its place. */
export async function deleteSubscription(db: Db, read: Pick<PushSubscription, 'id' | 'createdAt'>): Promise<void> {
  await db.delete(pushSubscriptions).where(sameAs(read))
}

/** Notes how a subscription works, unless another has taken its place. */
export async function noteAnswer(db: Db, read: Pick<PushSubscription, 'id' | 'createdAt'>, change: Partial<Health>): Promise<void> {
  await db.update(pushSubscriptions).set(change).where(sameAs(read))
}

/** Plans a delivery; false when it has been planned before. */
export async function insertDelivery(db: Db, row: { subscriptionId: number; notificationId: number; createdAt: number }): Promise<boolean> {
  return (await db.insert(pushDeliveries).values(row).onConflictDoNothing().returning({ id: pushDeliveries.subscriptionId })).length === 1
}

type Pair = { subscriptionId: number; notificationId: number }

const open = statement<Pair, { subscription: PushSubscription; plannedAt: number }[]>('push.openDelivery', (db) =>
  db
    .select({ subscription: pushSubscriptions, plannedAt: pushDeliveries.createdAt })
    .from(pushDeliveries)
    .innerJoin(pushSubscriptions, eq(pushSubscriptions.id, pushDeliveries.subscriptionId))
    .where(
      and(
        eq(pushDeliveries.subscriptionId, sql.placeholder('subscriptionId')),
        eq(pushDeliveries.notificationId, sql.placeholder('notificationId')),
        sql`${pushDeliveries.endedAt} is null`,
      ),
    ),
)

/** A planned delivery that has not ended, with its subscription. */
export const openDelivery = async (db: Db, pair: Pair): Promise<{ subscription: PushSubscription; plannedAt: number } | undefined> =>
  (await open(db, { ...pair }))[0]

/** It was sent, or is not to be sent any more. */
export async function endDelivery(db: Db, { subscriptionId, notificationId }: Pair, at: number): Promise<void> {
  await db
    .update(pushDeliveries)
    .set({ endedAt: at })
    .where(and(eq(pushDeliveries.subscriptionId, subscriptionId), eq(pushDeliveries.notificationId, notificationId)))
}

/** Forgets deliveries planned before a time, at most 500; answers how many. */
export const deleteOldDeliveries = async (db: Db, before: number): Promise<number> => {
  const old = sql`select subscription_id, notification_id from ${pushDeliveries} where created_at < ${before} limit 500`
  const gone = db.delete(pushDeliveries).where(sql`(${pushDeliveries.subscriptionId}, ${pushDeliveries.notificationId}) in (${old})`)
  return (await gone.returning({ id: pushDeliveries.subscriptionId })).length
}

/** Forgets the devices of people who have left and of suspended accounts: nobody there may be told anything (SEC:A12). */
export async function deleteStrangers(db: Db): Promise<void> {
  const living = db
    .select({ id: accounts.id })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .where(and(eq(people.state, 'active'), isNull(accounts.suspendedAt)))
  await db.delete(pushSubscriptions).where(notInArray(pushSubscriptions.accountId, living))
}

/** A device with the app and its token, or with the browser's session, behind it. */
export interface DeviceRow {
  subscription: PushSubscription
  app: { name: string; signedInAt: number } | null
  browser: Session | null
}

/** The devices of an account, the newest first. */
export const devicesOf = async (db: Db, accountId: number): Promise<DeviceRow[]> => {
  const rows = await db
    .select({ subscription: pushSubscriptions, token: tokens, app: apps, browser: sessions })
    .from(pushSubscriptions)
    .leftJoin(tokens, eq(tokens.id, pushSubscriptions.tokenId))
    .leftJoin(apps, eq(apps.id, tokens.appId))
    .leftJoin(sessions, eq(sessions.id, pushSubscriptions.sessionId))
    .where(eq(pushSubscriptions.accountId, accountId))
    .orderBy(desc(pushSubscriptions.id))
  return rows.map(({ subscription, token, app, browser }) => ({
    subscription,
    app: token && app && { name: app.name, signedInAt: token.createdAt },
    browser,
  }))
}

/** Of every device what says how its push works; for the command line. */
export const allHealth = async (db: Db): Promise<Pick<PushSubscription, 'endpoint' | 'workedAt' | 'failingSince' | 'lastAnswer'>[]> =>
  await db
    .select({
      endpoint: pushSubscriptions.endpoint,
      workedAt: pushSubscriptions.workedAt,
      failingSince: pushSubscriptions.failingSince,
      lastAnswer: pushSubscriptions.lastAnswer,
    })
    .from(pushSubscriptions)
