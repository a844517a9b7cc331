import { and, asc, desc, eq, lte, sql } from '#db/drizzle.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { listAccounts, lists } from '#features/lists/lists.schema.ts'
import { accountDomainBlocks, blocks, follows, mutes } from '#features/relationships/relationships.schema.ts'
import { type Archive, archives } from './archives.schema.ts'

/** Writes down that one was asked for. */
export async function insertArchive(db: Db, row: Archive): Promise<void> {
  await db.insert(archives).values(row)
}

/** What somebody has asked for, the newest first. */
export const archivesOf = async (db: Db, accountId: number): Promise<Archive[]> =>
  await db.select().from(archives).where(eq(archives.accountId, accountId)).orderBy(desc(archives.id))

/** One archive; undefined when it is gone. */
export const archiveById = async (db: Db, id: number): Promise<Archive | undefined> =>
  (await db.select().from(archives).where(eq(archives.id, id)))[0]

/** Notes that it is made. */
export async function updateArchive(db: Db, id: number, made: Pick<Archive, 'file' | 'readyAt'>): Promise<void> {
  await db.update(archives).set(made).where(eq(archives.id, id))
}

/** Those that were made, or asked for and never made, at a time or before; at most `limit`. */
export const oldArchives = async (db: Db, at: number, limit: number): Promise<Archive[]> =>
  await db
    .select()
    .from(archives)
    .where(and(lte(archives.createdAt, at), sql`coalesce(${archives.readyAt}, ${archives.createdAt}) <= ${at}`))
    .orderBy(asc(archives.createdAt))
    .limit(limit)

/** Forgets one; false when it is forgotten already. */
export const deleteArchive = async (db: Db, id: number): Promise<boolean> =>
  (await db.delete(archives).where(eq(archives.id, id)).returning({ id: archives.id })).length === 1

/** An account as lists of addresses name it. */
export interface Named {
  username: string
  domain: string | null
}
const named = { username: accounts.username, domain: accounts.domain }

/** Whom somebody follows, the newest first, with the options of the follow. */
export const followsOf = async (db: Db, accountId: number) =>
  await db
    .select({ ...named, reblogs: follows.reblogs, notify: follows.notify, languages: follows.languages })
    .from(follows)
    .innerJoin(accounts, eq(accounts.id, follows.targetId))
    .where(eq(follows.accountId, accountId))
    .orderBy(desc(follows.id))

/** Who follows somebody, the newest first. */
export const followersOf = async (db: Db, accountId: number): Promise<Named[]> =>
  await db
    .select(named)
    .from(follows)
    .innerJoin(accounts, eq(accounts.id, follows.accountId))
    .where(eq(follows.targetId, accountId))
    .orderBy(desc(follows.id))

/** Whom somebody blocks, the newest first. */
export const blocksOf = async (db: Db, accountId: number): Promise<Named[]> =>
  await db
    .select(named)
    .from(blocks)
    .innerJoin(accounts, eq(accounts.id, blocks.targetId))
    .where(eq(blocks.accountId, accountId))
    .orderBy(desc(blocks.id))

/** Whom somebody mutes at `now`, the newest first, and whether their notifications are hidden too. */
export const mutesOf = async (db: Db, accountId: number, now: number) =>
  await db
    .select({ ...named, hideNotifications: mutes.hideNotifications })
    .from(mutes)
    .innerJoin(accounts, eq(accounts.id, mutes.targetId))
    .where(and(eq(mutes.accountId, accountId), sql`(${mutes.until} is null or ${mutes.until} > ${now})`))
    .orderBy(desc(mutes.id))

/** The servers that somebody blocks, the newest first. */
export const serversBlockedBy = async (db: Db, accountId: number): Promise<{ domain: string }[]> =>
  await db
    .select({ domain: accountDomainBlocks.domain })
    .from(accountDomainBlocks)
    .where(eq(accountDomainBlocks.accountId, accountId))
    .orderBy(desc(accountDomainBlocks.id))

/** Who stands on somebody's lists, list by list. */
export const listMembersOf = async (db: Db, accountId: number) =>
  await db
    .select({ title: lists.title, ...named })
    .from(listAccounts)
    .innerJoin(lists, eq(lists.id, listAccounts.listId))
    .innerJoin(accounts, eq(accounts.id, listAccounts.accountId))
    .where(eq(lists.accountId, accountId))
    .orderBy(asc(lists.id), asc(listAccounts.accountId))
