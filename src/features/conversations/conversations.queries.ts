import { and, asc, desc, eq, gt, inArray, lt, sql } from '#db/drizzle.ts'
import { kit } from '#db/kit.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type Conversation, conversations, conversationStatuses } from './conversations.schema.ts'

/** A conversation with the newest of its posts. */
export interface ConversationRow extends Conversation {
  lastStatusId: number
}

type Cut = { above: number; below: number; limit: number }
type Circle = Pick<Conversation, 'accountId' | 'threadId' | 'participants'>
const given = sql.placeholder

const newer = kit.alias(conversationStatuses, 'newer')
const withLast = (db: Db) =>
  db
    .select({
      id: conversations.id,
      accountId: conversations.accountId,
      threadId: conversations.threadId,
      participants: conversations.participants,
      unread: conversations.unread,
      lastStatusId: conversationStatuses.statusId,
    })
    .from(conversationStatuses)
    .innerJoin(conversations, eq(conversations.id, conversationStatuses.conversationId))
const isLast = (db: Db) => {
  const later = db
    .select({ one: sql`1` })
    .from(newer)
    .where(and(eq(newer.conversationId, conversationStatuses.conversationId), gt(newer.statusId, conversationStatuses.statusId)))
  return sql`not exists ${later}`
}

const page = (name: string, up: boolean) =>
  statement<Cut & { accountId: number }, ConversationRow[]>(name, (db) =>
    withLast(db)
      .where(
        and(
          eq(conversationStatuses.accountId, given('accountId')),
          gt(conversationStatuses.statusId, given('above')),
          lt(conversationStatuses.statusId, given('below')),
          isLast(db),
        ),
      )
      .orderBy(up ? asc(conversationStatuses.statusId) : desc(conversationStatuses.statusId))
      .limit(given('limit')),
  )
const down = page('conversations.list', false)
const upwards = page('conversations.listUp', true)

const one = statement<{ accountId: number; id: number }, ConversationRow[]>('conversations.own', (db) =>
  withLast(db).where(and(eq(conversations.id, given('id')), eq(conversations.accountId, given('accountId')), isLast(db))),
)

/** An account's conversations by their newest post, from the edge of the cut on. */
export const conversationsIn = async (db: Db, accountId: number, { up, ...cut }: Cut & { up: boolean }): Promise<ConversationRow[]> =>
  await (up ? upwards : down)(db, { accountId, ...cut })

/** One conversation of an account; undefined for anybody else's and for one without posts. */
export const ownConversation = async (db: Db, accountId: number, id: number): Promise<ConversationRow | undefined> =>
  (await one(db, { accountId, id }))[0]

const unread = statement<{ accountId: number; limit: number }, { id: number }[]>('conversations.unread', (db) =>
  db
    .select({ id: conversationStatuses.statusId })
    .from(conversations)
    .innerJoin(conversationStatuses, eq(conversationStatuses.conversationId, conversations.id))
    .where(and(eq(conversations.accountId, given('accountId')), sql`${conversations.unread}`, isLast(db)))
    .limit(given('limit')),
)

/** The newest posts of an account's unread conversations, up to `limit` of them, in no order. */
export const unreadConversations = async (db: Db, accountId: number, limit: number): Promise<number[]> =>
  (await unread(db, { accountId, limit })).map((row) => row.id)

const letters = (name: string, up: boolean) =>
  statement<Cut & { conversationId: number }, { id: number }[]>(name, (db) =>
    db
      .select({ id: conversationStatuses.statusId })
      .from(conversationStatuses)
      .where(
        and(
          eq(conversationStatuses.conversationId, given('conversationId')),
          gt(conversationStatuses.statusId, given('above')),
          lt(conversationStatuses.statusId, given('below')),
        ),
      )
      .orderBy(up ? asc(conversationStatuses.statusId) : desc(conversationStatuses.statusId))
      .limit(given('limit')),
  )
const lettersDown = letters('conversations.letters', false)
const lettersUp = letters('conversations.lettersUp', true)

/** Ids of the posts of a conversation, from the edge of the cut on. */
export const lettersIn = async (db: Db, conversationId: number, { up, ...cut }: Cut & { up: boolean }): Promise<number[]> =>
  (await (up ? lettersUp : lettersDown)(db, { conversationId, ...cut })).map((row) => row.id)

const circle = ({ accountId, threadId, participants }: Circle) =>
  and(eq(conversations.accountId, accountId), eq(conversations.threadId, threadId), eq(conversations.participants, participants))

/** The id of the conversation that an account has with these people in this thread; it is made when it is not there. */
export async function conversationFor(db: Db, row: Circle & { id: number }): Promise<number> {
  await db
    .insert(conversations)
    .values({ ...row, unread: false })
    .onConflictDoNothing()
  const [found] = await db.select({ id: conversations.id }).from(conversations).where(circle(row))
  return found?.id ?? row.id
}

/** Puts a post into a conversation, out of another of the same account; false when it stands there already. The post is locked. */
export async function putStatus(db: Db, row: typeof conversationStatuses.$inferInsert): Promise<boolean> {
  const that = and(eq(conversationStatuses.accountId, row.accountId), eq(conversationStatuses.statusId, row.statusId))
  const [found] = await db.select({ in: conversationStatuses.conversationId }).from(conversationStatuses).where(that)
  if (found?.in === row.conversationId) return false
  if (found) await db.update(conversationStatuses).set({ conversationId: row.conversationId }).where(that)
  else await db.insert(conversationStatuses).values(row)
  return true
}

/** Marks a conversation of an account; false when it has none of this id. */
export async function markUnread(db: Db, accountId: number, id: number, unread: boolean): Promise<boolean> {
  const mine = and(eq(conversations.id, id), eq(conversations.accountId, accountId))
  return (await db.update(conversations).set({ unread }).where(mine).returning({ id: conversations.id })).length === 1
}

/** Deletes a conversation of an account; the posts in it stay. False when it has none of this id. */
export async function deleteOwnConversation(db: Db, accountId: number, id: number): Promise<boolean> {
  const mine = and(eq(conversations.id, id), eq(conversations.accountId, accountId))
  return (await db.delete(conversations).where(mine).returning({ id: conversations.id })).length === 1
}

/** Deletes up to `most` conversations whose posts are all gone; answers how many there were. */
export async function deleteEmpty(db: Db, most: number): Promise<number> {
  const kept = db
    .select({ one: sql`1` })
    .from(conversationStatuses)
    .where(eq(conversationStatuses.conversationId, conversations.id))
  const empty = db
    .select({ id: conversations.id })
    .from(conversations)
    .where(sql`not exists ${kept}`)
    .limit(most)
  return (await db.delete(conversations).where(inArray(conversations.id, empty)).returning({ id: conversations.id })).length
}
