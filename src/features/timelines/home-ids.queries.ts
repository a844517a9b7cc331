import { inList } from '#db/dialect.ts'
import { and, asc, desc, eq, gt, lt, sql } from '#db/drizzle.ts'
import { newestOf, readBy } from '#db/newest-of.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { listAccounts } from '#features/lists/lists.schema.ts'
import { follows } from '#features/relationships/relationships.schema.ts'
import { statuses, statusTags } from '#features/statuses/statuses.schema.ts'
import { tagFollows } from '#features/tags/tags.schema.ts'
import type { Cut } from './fill-page.ts'
import { isOpen, isPublic } from './public-ids.queries.ts'

type HomeCut = Omit<Cut, 'up'> & { accountId: number }
type Rows = { id: number }[]

const me = sql.placeholder('accountId')
const above = sql.placeholder('above')
const below = sql.placeholder('below')
const limit = sql.placeholder('limit')
const id = sql<number>`${statuses.id}`.mapWith(Number)

/** The viewer and all whom the viewer follows. `cast`: PostgreSQL would guess another type for a bare parameter. */
const authors = sql`select ${follows.targetId} from ${follows} where ${follows.accountId} = ${me} union all select cast(${me} as bigint)`

const followed = (name: string, up: boolean) =>
  statement<HomeCut, Rows>(name, (db) =>
    newestOf(db, { table: statuses, index: 'statuses_account', group: statuses.accountId, id: statuses.id, among: authors }, up),
  )
const followedDown = followed('home.followed', false)
const followedUp = followed('home.followedUp', true)

const followedTags = sql`select ${tagFollows.tagId} from ${tagFollows} where ${tagFollows.accountId} = ${me}`

const tagged = (name: string, up: boolean) =>
  statement<HomeCut, Rows>(name, (db) =>
    newestOf(
      db,
      {
        table: statusTags,
        index: 'status_tags_tag',
        group: statusTags.tagId,
        id: statusTags.statusId,
        among: followedTags,
        where: isOpen,
      },
      up,
    ),
  )
const taggedDown = tagged('home.tagged', false)
const taggedUp = tagged('home.taggedUp', true)

const members = sql`select ${listAccounts.accountId} from ${listAccounts} where ${listAccounts.listId} = ${sql.placeholder('listId')}`

const onList = (name: string, up: boolean) =>
  statement<Omit<Cut, 'up'> & { listId: number }, Rows>(name, (db) =>
    newestOf(db, { table: statuses, index: 'statuses_account', group: statuses.accountId, id: statuses.id, among: members }, up),
  )
const onListDown = onList('home.onList', false)
const onListUp = onList('home.onListUp', true)

/** Posts for everyone here that start a thread, by the partial index `statuses_public`, whose condition this repeats to the letter. */
const front = (name: string, up: boolean) =>
  statement<Omit<Cut, 'up'>, Rows>(name, (db) =>
    db
      .select({ id })
      .from(readBy(statuses, 'statuses_public'))
      .where(
        and(
          isPublic,
          sql`${statuses.threadId} = ${statuses.id}`,
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

/** Listed statuses with tags that the account follows, from the edge of the cut on; one with two of them comes twice. */
export const followedTagStatusIds = async (db: Db, accountId: number, { up, ...cut }: Cut): Promise<number[]> =>
  ids(await (up ? taggedUp : taggedDown)(db, { accountId, ...cut }))

/** Statuses of those on a list, from the edge of the cut on. */
export const listStatusIds = async (db: Db, listId: number, { up, ...cut }: Cut): Promise<number[]> =>
  ids(await (up ? onListUp : onListDown)(db, { listId, ...cut }))

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
