import { and, asc, count, eq, gt, isNull, or, sql } from '#db/drizzle.ts'
import { inList, lockRow } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type Announcement, announcementDismissals, announcementReactions, announcements } from './announcements.schema.ts'

type Ids = readonly number[]
const id = sql.placeholder('id')
const isShown = or(isNull(announcements.shownUntil), gt(announcements.shownUntil, sql.placeholder('now')))

const shown = statement<{ now: number }, Announcement[]>('announcements.shown', (db) =>
  db.select().from(announcements).where(isShown).orderBy(asc(announcements.id)),
)
const one = statement<{ id: number }, Announcement[]>('announcements.one', (db) =>
  db.select().from(announcements).where(eq(announcements.id, id)),
)
const locked = statement<{ id: number; now: number }, Announcement[]>('announcements.locked', (db) =>
  lockRow(
    db
      .select()
      .from(announcements)
      .where(and(eq(announcements.id, id), isShown)),
  ),
)

/** What is shown at `now` (ms), the oldest first. */
export const shownAnnouncements = async (db: Db, now: number): Promise<Announcement[]> => await shown(db, { now })

/** One announcement, shown or not. */
export const announcementById = async (db: Db, of: number): Promise<Announcement | undefined> => (await one(db, { id: of }))[0]

/** One that is shown, locked until the transaction ends. */
export const lockShown = async (db: Db, of: number, now: number): Promise<Announcement | undefined> =>
  (await locked(db, { id: of, now }))[0]

/** Every announcement, the newest first; for the command line. */
export const allAnnouncements = async (db: Db): Promise<Announcement[]> =>
  await db
    .select()
    .from(announcements)
    .orderBy(sql`${announcements.id} desc`)

/** Adds one to a post. */
export async function insertAnnouncement(db: Db, row: Announcement): Promise<void> {
  await db.insert(announcements).values(row)
}

/** Sets its dates. */
export async function updateAnnouncement(db: Db, { id: of, ...dates }: Announcement): Promise<void> {
  await db.update(announcements).set(dates).where(eq(announcements.id, of))
}

const dismissed = statement<{ accountId: number; ids: Ids }, { id: number }[]>('announcements.dismissed', (db) =>
  db
    .select({ id: announcementDismissals.announcementId })
    .from(announcementDismissals)
    .where(
      and(
        eq(announcementDismissals.accountId, sql.placeholder('accountId')),
        inList(announcementDismissals.announcementId, sql.placeholder('ids')),
      ),
    ),
)

/** Those of the announcements that an account has read. */
export const dismissedAmong = async (db: Db, accountId: number, ids: Ids): Promise<Set<number>> =>
  ids.length === 0 ? new Set() : new Set((await dismissed(db, { accountId, ids })).map((row) => row.id))

/** Notes that an account has read one; twice is once. */
export async function insertDismissal(db: Db, row: typeof announcementDismissals.$inferInsert): Promise<void> {
  await db.insert(announcementDismissals).values(row).onConflictDoNothing()
}

/** How many reacted with one sign, and whether the looker is among them. */
export interface ReactionCount {
  announcementId: number
  name: string
  count: number
  mine: boolean
}

const mine = sql<number>`sum(case when ${announcementReactions.accountId} = ${sql.placeholder('accountId')} then 1 else 0 end)`
const counted = statement<{ ids: Ids; accountId: number }, (Omit<ReactionCount, 'mine'> & { mine: number })[]>(
  'announcements.reactions',
  (db) =>
    db
      .select({
        announcementId: announcementReactions.announcementId,
        name: announcementReactions.name,
        count: count().mapWith(Number),
        mine: mine.mapWith(Number),
      })
      .from(announcementReactions)
      .where(inList(announcementReactions.announcementId, sql.placeholder('ids')))
      .groupBy(announcementReactions.announcementId, announcementReactions.name)
      .orderBy(sql`min(${announcementReactions.createdAt})`, asc(announcementReactions.name)),
)

/** The reactions to announcements, each sign in the order in which it came first. */
export const reactionsTo = async (db: Db, ids: Ids, accountId: number): Promise<ReactionCount[]> =>
  ids.length === 0 ? [] : (await counted(db, { ids, accountId })).map((row) => ({ ...row, mine: row.mine > 0 }))

const ofSign = (announcementId: number, name: string) =>
  and(eq(announcementReactions.announcementId, announcementId), eq(announcementReactions.name, name))

/** How many reacted to an announcement with this sign. */
export async function countReaction(db: Db, announcementId: number, name: string): Promise<number> {
  const [row] = await db.select({ n: count() }).from(announcementReactions).where(ofSign(announcementId, name))
  return Number(row?.n ?? 0)
}

/** How many different signs stand under an announcement. */
export async function countSigns(db: Db, announcementId: number): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(distinct ${announcementReactions.name})` })
    .from(announcementReactions)
    .where(eq(announcementReactions.announcementId, announcementId))
  return Number(row?.n ?? 0)
}

/** Adds a reaction; false when it stands already. */
export const insertReaction = async (db: Db, row: typeof announcementReactions.$inferInsert): Promise<boolean> =>
  (await db.insert(announcementReactions).values(row).onConflictDoNothing().returning({ name: announcementReactions.name })).length === 1

/** Takes a reaction back; false when there is none. */
export const deleteReaction = async (db: Db, announcementId: number, name: string, accountId: number): Promise<boolean> =>
  (
    await db
      .delete(announcementReactions)
      .where(and(ofSign(announcementId, name), eq(announcementReactions.accountId, accountId)))
      .returning({ name: announcementReactions.name })
  ).length === 1
