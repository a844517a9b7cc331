import { chosenDialect, inList } from '#db/dialect.ts'
import { and, asc, desc, eq, gt, lt, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { follows } from '#features/relationships/relationships.schema.ts'
import { statuses } from '#features/statuses/statuses.schema.ts'
import type { Cut } from './fill-page.ts'

type HomeCut = Omit<Cut, 'up'> & { accountId: number }
type Rows = { id: number }[]

const me = sql.placeholder('accountId')
const above = sql.placeholder('above')
const below = sql.placeholder('below')
const limit = sql.placeholder('limit')
const id = sql<number>`${statuses.id}`.mapWith(Number)

/** The viewer and all whom the viewer follows. `cast`: PostgreSQL would guess another type for a bare parameter. */
const authors = sql`select ${follows.targetId} as author from ${follows} where ${follows.accountId} = ${me} union all select cast(${me} as bigint)`

/** The table read by one index; SQLite takes the bounds on the id for a reason to walk the table instead. PostgreSQL has no such words. */
const by = (index: string) => (chosenDialect() === 'sqlite' ? sql`${statuses} indexed by ${sql.raw(index)}` : sql`${statuses}`)

/**
 * Newest statuses of many authors by `statuses_account` alone (form B of the measurements): SQLite seeks once for each author and leaves a
 * range at the first id that is too old.
 */
const byAuthors = (db: Db, up: boolean) =>
  db
    .select({ id })
    .from(by('statuses_account'))
    .where(and(sql`${statuses.accountId} in (${authors})`, gt(statuses.id, above), lt(statuses.id, below)))
    .orderBy(up ? asc(statuses.id) : desc(statuses.id))
    .limit(limit)

/** PostgreSQL plans the form above as a scan when few are followed (26 ms), so there each author's newest are taken and merged. */
const lateral = (db: Db, up: boolean) => {
  const order = up ? sql`order by s.id asc` : sql`order by s.id desc`
  const each = sql`select s.id from ${statuses} s where s.account_id = f.author and s.id > ${above} and s.id < ${below} ${order} limit ${limit}`
  return db
    .select({ id: sql<number>`s.id`.mapWith(Number) })
    .from(sql`(${authors}) f cross join lateral (${each}) s`)
    .orderBy(up ? sql`s.id asc` : sql`s.id desc`)
    .limit(limit)
}

const followed = (name: string, up: boolean) =>
  statement<HomeCut, Rows>(name, (db) => (chosenDialect() === 'postgres' ? lateral(db, up) : byAuthors(db, up)))
const followedDown = followed('home.followed', false)
const followedUp = followed('home.followedUp', true)

/** Posts for everyone here that start a thread, by the partial index `statuses_front`, whose condition this repeats to the letter. */
const front = (name: string, up: boolean) =>
  statement<Omit<Cut, 'up'>, Rows>(name, (db) =>
    db
      .select({ id })
      .from(by('statuses_front'))
      .where(
        and(
          sql`${statuses.audience} = 'everyone' and ${statuses.listed} and ${statuses.threadId} = ${statuses.id} and ${statuses.boostOfId} is null`,
          sql`exists (select 1 from ${accounts} where ${accounts.id} = ${statuses.accountId} and ${accounts.domain} is null)`,
          gt(statuses.id, above),
          lt(statuses.id, below),
        ),
      )
      .orderBy(up ? asc(statuses.id) : desc(statuses.id))
      .limit(limit),
  )
const frontDown = front('home.front', false)
const frontUp = front('home.frontUp', true)

const ids = (rows: Rows) => rows.map((row) => row.id)

/** Statuses of the account itself and of those it follows, from the edge of the cut on. */
export const followedStatusIds = async (db: Db, accountId: number, { up, ...cut }: Cut): Promise<number[]> =>
  ids(await (up ? followedUp : followedDown)(db, { accountId, ...cut }))

/** Listed posts of this server for everyone here that start a thread, from the edge of the cut on. */
export const frontStatusIds = async (db: Db, { up, ...cut }: Cut): Promise<number[]> => ids(await (up ? frontUp : frontDown)(db, cut))

/** What a follow lets into home. */
export interface FollowTaste {
  targetId: number
  reblogs: boolean
  /** Null = all. */
  languages: string[] | null
}

const tastes = statement<{ accountId: number; ids: readonly number[] }, FollowTaste[]>('home.tastes', (db) =>
  db
    .select({ targetId: follows.targetId, reblogs: follows.reblogs, languages: follows.languages })
    .from(follows)
    .where(and(eq(follows.accountId, me), inList(follows.targetId, sql.placeholder('ids')))),
)

/** How an account follows each of these others; absent = not at all. */
export const followTastes = async (db: Db, accountId: number, others: readonly number[]): Promise<Map<number, FollowTaste>> =>
  others.length === 0 ? new Map() : new Map((await tastes(db, { accountId, ids: others })).map((taste) => [taste.targetId, taste]))
