import { and, asc, desc, eq, isNull, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { people } from '#features/people/people.schema.ts'
import { follows } from './relationships.schema.ts'

const given = sql.placeholder
/** How many words of a search count. */
const most = 4

type Params = Record<'word0' | 'word1' | 'word2' | 'word3' | 'name', string> & Record<'viewer' | 'only' | 'limit' | 'offset', number>

const viewer = sql`cast(${given('viewer')} as bigint)`
const followed = sql<number>`case when exists (select 1 from ${follows} where ${follows.accountId} = ${viewer} and ${follows.targetId} = ${accounts.id}) then 1 else 0 end`
const exact = sql<number>`case when lower(${accounts.username}) = cast(${given('name')} as text) then 1 else 0 end`
const left = sql<number>`case when ${people.state} = 'deactivated' then 1 else 0 end`
// Each word begins a word of the handle or of the name; an absent one is the pattern of everything.
const has = (word: `word${0 | 1 | 2 | 3}`) => sql`' ' || ${accounts.foundBy} like cast(${given(word)} as text) escape '\\'`

const find = statement<Params, { id: number }[]>('accounts.search', (db) =>
  db
    .select({ id: accounts.id })
    .from(accounts)
    .leftJoin(people, eq(people.id, accounts.personId))
    .where(
      and(
        has('word0'),
        has('word1'),
        has('word2'),
        has('word3'),
        isNull(accounts.suspendedAt),
        sql`(cast(${given('only')} as integer) = 0 or ${followed} = 1)`,
      ),
    )
    .orderBy(desc(exact), asc(left), desc(followed), desc(accounts.followersCount), asc(accounts.id))
    .limit(given('limit'))
    .offset(given('offset')),
)

export interface NameSearch {
  /** Folded words; each begins a word of the handle or the name. */
  words: readonly string[]
  /** The whole of it as a handle, small letters: who bears it comes first. */
  handle: string
  viewerId: number
  /** Only accounts that the viewer follows. */
  followed: boolean
  limit: number
  offset: number
}

const pattern = (word: string | undefined) => (word === undefined ? '%' : `% ${word.replace(/[\\%_]/g, '\\$&')}%`)

/** Ids of the accounts that are called so: the exact handle first, leavers last, then those whom the viewer follows, then the most followed. */
export async function findAccountIds(db: Db, { words, handle, viewerId, followed: only, limit, offset }: NameSearch): Promise<number[]> {
  const [word0, word1, word2, word3] = [0, 1, 2, most - 1].map((i) => pattern(words[i])) as [string, string, string, string]
  const rows = await find(db, { word0, word1, word2, word3, name: handle, viewer: viewerId, only: +only, limit, offset })
  return rows.map((row) => row.id)
}
