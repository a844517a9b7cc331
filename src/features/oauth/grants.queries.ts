import { and, eq, exists, isNull, lt, not, sql } from '#db/drizzle.ts'
import { lockRow } from '#db/dialect.ts'
import type { Db } from '#db/store.ts'
import { type Grant, grants, tokens } from './oauth.schema.ts'

export const insertGrant = async (db: Db, row: typeof grants.$inferInsert) => await db.insert(grants).values(row)

/** The grant of a code, locked: two exchanges of one code come one after the other. */
export const lockGrant = async (db: Db, codeHash: string): Promise<Grant | undefined> =>
  (await lockRow(db.select().from(grants).where(eq(grants.codeHash, codeHash))))[0]

export const markUsed = async (db: Db, id: number, usedAt: number) => await db.update(grants).set({ usedAt }).where(eq(grants.id, id))

/** True while this code may be shown to this person. */
export const codeWaits = async (db: Db, codeHash: string, personId: number, now: number): Promise<boolean> =>
  (
    await db
      .select({ usedAt: grants.usedAt, expiresAt: grants.expiresAt })
      .from(grants)
      .where(and(eq(grants.codeHash, codeHash), eq(grants.personId, personId)))
  ).some((grant) => grant.usedAt === null && grant.expiresAt > now)

/** Lets no code of a person that waits for an app be changed for a token any more. */
export const endWaitingCodes = async (db: Db, personId: number, appId: number, now: number) =>
  await db
    .update(grants)
    .set({ expiresAt: now })
    .where(and(eq(grants.personId, personId), eq(grants.appId, appId), isNull(grants.usedAt)))

/** Deletes grants that ran out before `before` and of which no token lives, at most 500; answers how many. */
export async function deleteOldGrants(db: Db, before: number): Promise<number> {
  const living = db
    .select({ one: sql`1` })
    .from(tokens)
    .where(eq(tokens.grantId, grants.id))
  const old = db
    .select({ id: grants.id })
    .from(grants)
    .where(and(lt(grants.expiresAt, before), not(exists(living))))
    .limit(500)
  return (
    await db
      .delete(grants)
      .where(sql`${grants.id} in ${old}`)
      .returning({ id: grants.id })
  ).length
}
