import { eq, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type App, appRequests, apps } from './oauth.schema.ts'

const by = <K extends 'id' | 'clientId' | 'fingerprint'>(name: string, column: K) =>
  statement<{ key: App[K] }, App[]>(name, (db) =>
    db
      .select()
      .from(apps)
      .where(eq(apps[column], sql.placeholder('key'))),
  )

const byId = by('apps.byId', 'id')
const byClientId = by('apps.byClientId', 'clientId')
const byFingerprint = by('apps.byFingerprint', 'fingerprint')

export const appById = async (db: Db, id: number): Promise<App | undefined> => (await byId(db, { key: id }))[0]
export const appByClientId = async (db: Db, clientId: string): Promise<App | undefined> => (await byClientId(db, { key: clientId }))[0]
export const appByFingerprint = async (db: Db, fingerprint: string): Promise<App | undefined> =>
  (await byFingerprint(db, { key: fingerprint }))[0]

/** What everybody may know of the app that a post came through. */
export type PostingApp = Pick<App, 'id' | 'name' | 'website'>

const byIds = statement<{ ids: readonly number[] }, PostingApp[]>('apps.byIds', (db) =>
  db
    .select({ id: apps.id, name: apps.name, website: apps.website })
    .from(apps)
    .where(inList(apps.id, sql.placeholder('ids'))),
)

/** The apps of these ids. One query, none for an empty list. */
export const postingApps = async (db: Db, ids: readonly number[]): Promise<Map<number, PostingApp>> =>
  ids.length === 0 ? new Map() : new Map((await byIds(db, { ids })).map((app) => [app.id, app]))

/** Inserts, or leaves an identical registration of another moment standing. */
export const insertApp = async (db: Db, row: typeof apps.$inferInsert) => await db.insert(apps).values(row).onConflictDoNothing()

export const setPolicyState = async (db: Db, id: number, policyState: App['policyState']): Promise<boolean> =>
  (await db.update(apps).set({ policyState }).where(eq(apps.id, id)).returning({ id: apps.id })).length === 1

/** One request for each person and app, however often the page is opened. */
export const insertAppRequest = async (db: Db, row: typeof appRequests.$inferInsert) =>
  await db.insert(appRequests).values(row).onConflictDoNothing()

/** Who asked for an app, in the order of asking. */
export const requestsFor = async (db: Db, appId: number): Promise<{ personId: number }[]> =>
  await db.select({ personId: appRequests.personId }).from(appRequests).where(eq(appRequests.appId, appId)).orderBy(appRequests.id)
