import { and, eq, lt, notInArray, sql } from '#db/drizzle.ts'
import { lockRow } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type Identity, identities, type Provider, providers, signinFlows } from './signin.schema.ts'

export const providerById = async (db: Db, id: string): Promise<Provider | undefined> =>
  (await db.select().from(providers).where(eq(providers.id, id)))[0]

/** The provider's row, locked until the transaction ends: first sign-ins of one provider come one after the other. */
export const lockProvider = async (db: Db, id: string): Promise<void> =>
  void (await lockRow(db.select({ id: providers.id }).from(providers).where(eq(providers.id, id))))

/** Adds a provider; one that is there stays as it is. */
export const addProvider = async (db: Db, row: Provider): Promise<void> =>
  void (await db.insert(providers).values(row).onConflictDoNothing())

export const updateProvider = async (db: Db, id: string, change: Partial<Provider>): Promise<void> =>
  void (await db.update(providers).set(change).where(eq(providers.id, id)))

/** Switches off the providers that are not listed; answers their ids. */
export const disableProvidersBut = async (db: Db, ids: readonly string[], changedAt: number): Promise<string[]> => {
  const on = eq(providers.enabled, true)
  const others = ids.length ? and(on, notInArray(providers.id, [...ids])) : on
  return (await db.update(providers).set({ enabled: false, changedAt }).where(others).returning({ id: providers.id })).map((row) => row.id)
}

export const identityBySubject = statement<{ providerId: string; subject: string }, Identity[]>('identities.bySubject', (db) =>
  db
    .select()
    .from(identities)
    .where(and(eq(identities.providerId, sql.placeholder('providerId')), eq(identities.subject, sql.placeholder('subject')))),
)

export const identityById = async (db: Db, id: number): Promise<Identity | undefined> =>
  (await db.select().from(identities).where(eq(identities.id, id)))[0]

export const insertIdentity = async (db: Db, row: Identity): Promise<void> => void (await db.insert(identities).values(row))

export const updateIdentity = async (db: Db, id: number, change: Pick<Identity, 'claims' | 'seenAt'>): Promise<void> =>
  void (await db.update(identities).set(change).where(eq(identities.id, id)))

export const insertFlow = async (db: Db, row: typeof signinFlows.$inferInsert): Promise<void> =>
  void (await db.insert(signinFlows).values(row))

/** Takes a flow out: whoever asks second gets nothing. */
export const takeFlow = async (db: Db, stateHash: string) =>
  (await db.delete(signinFlows).where(eq(signinFlows.stateHash, stateHash)).returning())[0]

export const deleteOldFlows = async (db: Db, before: number): Promise<void> =>
  void (await db.delete(signinFlows).where(lt(signinFlows.createdAt, before)))
