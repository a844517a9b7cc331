import { and, desc, eq, lte, ne, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { people } from '#features/people/people.schema.ts'
import { type Session, sessions } from './signin.schema.ts'

const whoBy = (column: typeof sessions.id | typeof sessions.hash) => (db: Db) =>
  db
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      seenAt: sessions.seenAt,
      expiresAt: sessions.expiresAt,
      personId: people.id,
      state: people.state,
      validSince: people.validSince,
      role: people.role,
      locale: people.locale,
      timeZone: people.timeZone,
      look: people.look,
      accountId: accounts.id,
      suspendedAt: accounts.suspendedAt,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .innerJoin(accounts, eq(accounts.personId, people.id))
    .where(eq(column, sql.placeholder('key')))

/** A session with whoever it belongs to: all that a request needs to know. */
export type SessionWho = Awaited<ReturnType<ReturnType<typeof whoBy>>>[number]

const byHash = statement<{ key: string }, SessionWho[]>('sessions.byHash', whoBy(sessions.hash))
const byId = statement<{ key: number }, SessionWho[]>('sessions.byId', whoBy(sessions.id))

/** The session of a cookie's hash. */
export const sessionByHash = async (db: Db, hash: string): Promise<SessionWho | undefined> => (await byHash(db, { key: hash }))[0]

/** The session of an id. */
export const sessionById = async (db: Db, id: number): Promise<SessionWho | undefined> => (await byId(db, { key: id }))[0]

/** Notes that a session was used; only when the last note is older than `before`. */
export const touchSession = statement<{ id: number; now: number; before: number }, unknown>('sessions.touch', (db) =>
  db
    .update(sessions)
    .set({ seenAt: sql`${sql.placeholder('now')}` })
    .where(and(eq(sessions.id, sql.placeholder('id')), lte(sessions.seenAt, sql.placeholder('before')))),
)

export const insertSession = async (db: Db, row: Session): Promise<void> => void (await db.insert(sessions).values(row))

/** A person's sessions that are not past their end, last used first. */
export const sessionsOfPerson = async (db: Db, personId: number, after: { now: number; idleSince: number }): Promise<Session[]> => {
  const rows = await db.select().from(sessions).where(eq(sessions.personId, personId)).orderBy(desc(sessions.seenAt), desc(sessions.id))
  return rows.filter((row) => row.expiresAt > after.now && row.seenAt > after.idleSince)
}

/** Deletes one session of a person; undefined when it is not theirs or not there. */
export const deleteSession = async (db: Db, personId: number, id: number): Promise<Session | undefined> =>
  (
    await db
      .delete(sessions)
      .where(and(eq(sessions.id, id), eq(sessions.personId, personId)))
      .returning()
  )[0]

/** Deletes a person's sessions but one; answers their ids. */
export const deleteSessions = async (db: Db, personId: number, except: number): Promise<number[]> =>
  (
    await db
      .delete(sessions)
      .where(and(eq(sessions.personId, personId), ne(sessions.id, except)))
      .returning({ id: sessions.id })
  ).map((row) => row.id)

export const deleteSessionByHash = async (db: Db, hash: string): Promise<Session | undefined> =>
  (await db.delete(sessions).where(eq(sessions.hash, hash)).returning())[0]

/** Forgets sessions past their end. */
export const deleteEndedSessions = async (db: Db, now: number): Promise<void> =>
  void (await db.delete(sessions).where(lte(sessions.expiresAt, now)))
