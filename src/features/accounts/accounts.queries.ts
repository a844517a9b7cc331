import { and, eq, isNull, or, sql } from '#db/drizzle.ts'
import { lockRow } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import type { StoredFile } from '#features/files/stored-file.ts'
import { type Account, accounts } from './accounts.schema.ts'
import { foldName } from './fold-name.ts'

export interface NewAccount {
  /** Null for a service account. */
  personId: number | null
  username: string
  displayName: string
  note?: string
  locked?: boolean
  bot?: boolean
}

const byName = statement<{ name: string }, { id: number }[]>('accounts.byName', (db) =>
  db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(sql`lower(${accounts.username})`, sql.placeholder('name')), isNull(accounts.domain))),
)

const byPerson = statement<{ personId: number }, { id: number }[]>('accounts.byPerson', (db) =>
  db
    .select({ id: accounts.id })
    .from(accounts)
    .where(eq(accounts.personId, sql.placeholder('personId'))),
)

/** Id of the local account with this name, whatever its case. */
export const accountIdByName = async (db: Db, name: string): Promise<number | undefined> =>
  (await byName(db, { name: name.toLowerCase() }))[0]?.id

/** True while a local account has the name, suspended and deactivated ones included: names of leavers are not given out again. */
export const usernameTaken = async (db: Db, name: string): Promise<boolean> => (await accountIdByName(db, name)) !== undefined

/** Id of the account that a person posts from. */
export const accountIdOfPerson = async (db: Db, personId: number): Promise<number | undefined> => (await byPerson(db, { personId }))[0]?.id

/** Inserts, or answers false when the name is taken. */
export async function insertAccount(db: Db, row: NewAccount & { id: number; createdAt: number }): Promise<boolean> {
  const made = await db
    .insert(accounts)
    .values({ ...row, foundBy: foldName(row.username, row.displayName) })
    .onConflictDoNothing()
    .returning({ id: accounts.id })
  return made.length === 1
}

/** Locks accounts until the transaction ends, always in the same order, so that two callers cannot wait for each other. */
export const lockAccounts = async (db: Db, ids: readonly number[]): Promise<Account[]> => {
  const rows: Account[] = []
  for (const id of [...new Set(ids)].sort((a, b) => a - b))
    rows.push(...(await lockRow(db.select().from(accounts).where(eq(accounts.id, id)))))
  return rows
}

/** Adds to the counters of one account; `lastStatusAt` null leaves it. */
export const addToCounts = statement<
  { id: number; statuses: number; followers: number; following: number; lastStatusAt: number | null },
  unknown
>('accounts.addToCounts', (db) =>
  db
    .update(accounts)
    .set({
      statusesCount: sql`${accounts.statusesCount} + ${sql.placeholder('statuses')}`,
      followersCount: sql`${accounts.followersCount} + ${sql.placeholder('followers')}`,
      followingCount: sql`${accounts.followingCount} + ${sql.placeholder('following')}`,
      lastStatusAt: sql`coalesce(${sql.placeholder('lastStatusAt')}, ${accounts.lastStatusAt})`,
    })
    .where(eq(accounts.id, sql.placeholder('id'))),
)

/** Changes the names of an account; false when it bears them already. */
export async function renameAccount(db: Db, id: number, names: Partial<Pick<Account, 'username' | 'displayName'>>): Promise<boolean> {
  const [row] = await db
    .select({ username: accounts.username, displayName: accounts.displayName })
    .from(accounts)
    .where(eq(accounts.id, id))
  if (!row) return false
  const { username, displayName } = { ...row, ...names }
  if (row.username === username && row.displayName === displayName) return false
  const foundBy = foldName(username, displayName)
  await db.update(accounts).set({ username, displayName, foundBy }).where(eq(accounts.id, id))
  return true
}

/** Where a profile shows a picture. */
export type PictureSlot = 'avatar' | 'header'

/** Puts a stored picture in its place, or nothing; what was said of an older one is forgotten. */
export async function setPicture(
  db: Db,
  id: number,
  slot: PictureSlot,
  picture: { capability: string; file: StoredFile } | null,
): Promise<void> {
  const { capability, file } = picture ?? { capability: null, file: null }
  const columns =
    slot === 'avatar'
      ? { avatarCapability: capability, avatarFile: file, avatarDescription: '' }
      : { headerCapability: capability, headerFile: file, headerDescription: '' }
  await db.update(accounts).set(columns).where(eq(accounts.id, id))
}

const byPicture = statement<{ capability: string }, Pick<Account, 'avatarCapability' | 'avatarFile' | 'headerFile' | 'suspendedAt'>[]>(
  'accounts.byPicture',
  (db) => {
    const { avatarCapability, avatarFile, headerCapability, headerFile, suspendedAt } = accounts
    const capability = sql.placeholder('capability')
    return db
      .select({ avatarCapability, avatarFile, headerFile, suspendedAt })
      .from(accounts)
      .where(or(eq(avatarCapability, capability), eq(headerCapability, capability)))
  },
)

/** The picture of a profile at this address, and where it stands; none of an account that is suspended. */
export async function profilePicture(db: Db, capability: string): Promise<{ slot: PictureSlot; file: StoredFile } | undefined> {
  const [row] = await byPicture(db, { capability })
  if (!row || row.suspendedAt !== null) return undefined
  const slot = row.avatarCapability === capability ? 'avatar' : 'header'
  const file = row[`${slot}File`]
  return file ? { slot, file } : undefined
}
