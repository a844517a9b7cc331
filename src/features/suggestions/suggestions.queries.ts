import { and, desc, eq, isNotNull, isNull, sql } from '#db/drizzle.ts'
import { readBy } from '#db/newest-of.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { people } from '#features/people/people.schema.ts'
import { blocks, followRequests, follows, mutes } from '#features/relationships/relationships.schema.ts'
import { dismissedSuggestions } from './suggestions.schema.ts'

type Ids = { id: number }[]
const given = sql.placeholder
const me = sql`cast(${given('me')} as bigint)`
const id = sql`accounts.id`.mapWith(Number)
const who = sql`${accounts} join ${people} on ${people.id} = ${accounts.personId}`

/** Whom a block or a mute parts from the viewer: a few ids, gathered once a query. */
const parted = sql`select ${blocks.targetId} from ${blocks} where ${blocks.accountId} = ${me}
  union all select ${blocks.accountId} from ${blocks} where ${blocks.targetId} = ${me}
  union all select ${mutes.targetId} from ${mutes} where ${mutes.accountId} = ${me}`
/** Whom the viewer knows already, or does not want to be shown. */
const settled = sql`select ${me} union all select ${follows.targetId} from ${follows} where ${follows.accountId} = ${me}
  union all select ${followRequests.targetId} from ${followRequests} where ${followRequests.accountId} = ${me}
  union all select ${dismissedSuggestions.targetId} from ${dismissedSuggestions} where ${dismissedSuggestions.accountId} = ${me}`

/** A colleague who is here and wants to be found: no service account, nobody who has left, is suspended or limited. */
const isShown = and(
  isNull(accounts.domain),
  isNotNull(accounts.personId),
  eq(people.state, 'active'),
  isNull(accounts.suspendedAt),
  isNull(accounts.limitedAt),
  sql`${accounts.discoverable}`,
  sql`${accounts.id} not in (${parted})`,
)
const isNew = and(isShown, sql`${accounts.id} not in (${settled})`)

/** What the directory says of somebody. */
export type Place = Record<'department' | 'manager' | 'email', string | null>

const place = statement<{ me: number }, Place[]>('suggestions.place', (db) =>
  db
    .select({ department: people.department, manager: people.manager, email: people.email })
    .from(people)
    .innerJoin(accounts, eq(accounts.personId, people.id))
    .where(eq(accounts.id, given('me'))),
)

const said = (name: keyof Place) => sql`cast(${given(name)} as text)`
const isClose = sql`(${people.manager} = ${said('manager')} or ${people.email} = ${said('manager')} or ${people.manager} = ${said('email')})`
const near = sql`select id from ${people} where ${people.department} = ${said('department')}
  union select id from ${people} where ${people.manager} = ${said('manager')}
  union select id from ${people} where ${people.email} = ${said('manager')}
  union select id from ${people} where ${people.manager} = ${said('email')}`
const colleagues = statement<Place & { me: number; limit: number }, Ids>('suggestions.colleagues', (db) =>
  db
    .select({ id })
    .from(who)
    .where(and(sql`${people.id} in (${near})`, isNew))
    .orderBy(desc(sql`case when ${isClose} then 1 else 0 end`), desc(accounts.followersCount), desc(accounts.id))
    .limit(given('limit')),
)

/** So many friends are asked whom they follow: those followed last, without those who hide it. */
const mostFriends = sql.raw('100')
const friends = sql`select ${follows.targetId} as id from ${follows} join ${accounts} on ${accounts.id} = ${follows.targetId}
  where ${follows.accountId} = ${me} and not ${accounts.hideCollections} order by ${follows.id} desc limit ${mostFriends}`
const theirs = sql`select ${follows.targetId} as id, count(*) as shared from ${follows} where ${follows.accountId} in (select friend.id from (${friends}) friend)
  group by ${follows.targetId}`
const ofFriends = statement<{ me: number; limit: number }, Ids>('suggestions.ofFriends', (db) =>
  db
    .select({ id })
    .from(sql`(${theirs}) theirs join ${accounts} on ${accounts.id} = theirs.id join ${people} on ${people.id} = ${accounts.personId}`)
    .where(isNew)
    .orderBy(sql`theirs.shared desc`, desc(accounts.followersCount), desc(accounts.id))
    .limit(given('limit')),
)

const mostFollowed = statement<{ me: number; limit: number }, Ids>('suggestions.mostFollowed', (db) =>
  db
    .select({ id })
    .from(sql`${readBy(accounts, 'accounts_followers')} join ${people} on ${people.id} = ${accounts.personId}`)
    .where(isNew)
    .orderBy(desc(accounts.followersCount), desc(accounts.id))
    .limit(given('limit')),
)

const directory = (name: string, active: boolean) =>
  statement<{ me: number; limit: number; offset: number }, Ids>(name, (db) =>
    db
      .select({ id })
      .from(who)
      .where(isShown)
      .orderBy(...(active ? [desc(sql`coalesce(${accounts.lastStatusAt}, 0)`)] : []), desc(accounts.id))
      .limit(given('limit'))
      .offset(given('offset')),
  )
const activeFirst = directory('directory.active', true)
const newFirst = directory('directory.new', false)

const ids = (rows: Ids) => rows.map((row) => row.id)

/** Those near the viewer in the company: of the same manager, the manager and the staff first, then of the same department. */
export async function colleagueIds(db: Db, viewerId: number, limit: number): Promise<number[]> {
  const [here] = await place(db, { me: viewerId })
  return here ? ids(await colleagues(db, { me: viewerId, limit, ...here })) : []
}

/** Those whom the viewer's friends follow, those of most friends first. */
export const friendsOfFriendsIds = async (db: Db, viewerId: number, limit: number): Promise<number[]> =>
  ids(await ofFriends(db, { me: viewerId, limit }))

/** Those with the most followers. */
export const mostFollowedIds = async (db: Db, viewerId: number, limit: number): Promise<number[]> =>
  ids(await mostFollowed(db, { me: viewerId, limit }))

/** Everybody who wants to be found, without those from whom a block or a mute parts the viewer. */
export const directoryIds = async (
  db: Db,
  viewerId: number,
  { order, ...page }: { order: 'active' | 'new'; limit: number; offset: number },
): Promise<number[]> => ids(await (order === 'new' ? newFirst : activeFirst)(db, { me: viewerId, ...page }))

/** Never suggests an account again; nothing happens for one that is not there. */
export async function insertDismissed(db: Db, accountId: number, targetId: number): Promise<void> {
  const [found] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, targetId))
  if (found) await db.insert(dismissedSuggestions).values({ accountId, targetId }).onConflictDoNothing()
}
