import { and, desc, eq, lt, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { people } from '#features/people/people.schema.ts'
import { apps, type Token, tokens } from './oauth.schema.ts'
import type { TokenChoice } from './token-choice.ts'

/** A token with all that decides what it may do now. */
export interface TokenState {
  token: Pick<Token, 'id' | 'appId' | 'personId' | 'accountId' | 'scopes' | 'createdAt' | 'seenAt'>
  person: Pick<typeof people.$inferSelect, 'state' | 'role' | 'locale' | 'timeZone' | 'validSince'> | null
  suspendedAt: number | null
}

const state = (name: string, key: 'hash' | 'id') =>
  statement<{ key: string | number }, TokenState[]>(name, (db) =>
    db
      .select({
        token: {
          id: tokens.id,
          appId: tokens.appId,
          personId: tokens.personId,
          accountId: tokens.accountId,
          scopes: tokens.scopes,
          createdAt: tokens.createdAt,
          seenAt: tokens.seenAt,
        },
        person: {
          state: people.state,
          role: people.role,
          locale: people.locale,
          timeZone: people.timeZone,
          validSince: people.validSince,
        },
        suspendedAt: accounts.suspendedAt,
      })
      .from(tokens)
      .leftJoin(people, eq(people.id, tokens.personId))
      .leftJoin(accounts, eq(accounts.id, tokens.accountId))
      .where(eq(tokens[key], sql.placeholder('key'))),
  )

const stateByHash = state('tokens.stateByHash', 'hash')
const stateById = state('tokens.stateById', 'id')

/** A token by its hash or its id, with the state of its person; undefined when it does not live. */
export const tokenState = async (db: Db, key: { hash: string } | { id: number }): Promise<TokenState | undefined> =>
  ('hash' in key ? await stateByHash(db, { key: key.hash }) : await stateById(db, { key: key.id }))[0]

/** Notes that a token is in use; `before` keeps two requests of one moment from writing twice. */
export const touchToken = async (db: Db, id: number, seenAt: number, before: number) =>
  await db
    .update(tokens)
    .set({ seenAt })
    .where(and(eq(tokens.id, id), lt(tokens.seenAt, before)))

export const insertToken = async (db: Db, row: typeof tokens.$inferInsert) => await db.insert(tokens).values(row)

function chosen(choice: TokenChoice) {
  if ('tokenId' in choice) return eq(tokens.id, choice.tokenId)
  if ('grantId' in choice) return eq(tokens.grantId, choice.grantId)
  if ('sessionId' in choice) return eq(tokens.sessionId, choice.sessionId)
  if ('unusedSince' in choice) return sql`${tokens.id} in (select id from ${tokens} where seen_at < ${choice.unusedSince} limit 500)`
  if ('personId' in choice)
    return and(eq(tokens.personId, choice.personId), choice.appId === undefined ? undefined : eq(tokens.appId, choice.appId))
  return eq(tokens.appId, choice.appId)
}

/** Deletes tokens and answers their ids. For `revokeTokens` alone, which also tells the other processes. */
export const deleteTokens = async (db: Db, choice: TokenChoice): Promise<number[]> =>
  (await db.delete(tokens).where(chosen(choice)).returning({ id: tokens.id })).map((row) => row.id)

const ofPerson = statement<{ personId: number; appId: number }, { scopes: string[] }[]>('tokens.scopesOfPerson', (db) =>
  db
    .select({ scopes: tokens.scopes })
    .from(tokens)
    .where(and(eq(tokens.personId, sql.placeholder('personId')), eq(tokens.appId, sql.placeholder('appId')))),
)

/** Scopes of each token that a person has given to an app. */
export const scopesGiven = async (db: Db, personId: number, appId: number): Promise<string[][]> =>
  (await ofPerson(db, { personId, appId })).map((row) => row.scopes)

/** One token of a person, with the app that holds it. */
export type HeldToken = Pick<Token, 'appId' | 'scopes' | 'createdAt' | 'seenAt'> & { name: string; website: string | null }

/** Every token of a person, the newest first. */
export const tokensOfPerson = async (db: Db, personId: number): Promise<HeldToken[]> =>
  await db
    .select({
      appId: tokens.appId,
      scopes: tokens.scopes,
      createdAt: tokens.createdAt,
      seenAt: tokens.seenAt,
      name: apps.name,
      website: apps.website,
    })
    .from(tokens)
    .innerJoin(apps, eq(apps.id, tokens.appId))
    .where(eq(tokens.personId, personId))
    .orderBy(desc(tokens.id))

/** The token with this hash: its app and its person. */
export const tokenOwner = async (db: Db, hash: string): Promise<{ id: number; appId: number; personId: number | null } | undefined> =>
  (await db.select({ id: tokens.id, appId: tokens.appId, personId: tokens.personId }).from(tokens).where(eq(tokens.hash, hash)))[0]
