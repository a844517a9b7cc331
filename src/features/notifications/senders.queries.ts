import { and, eq, lt, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { accounts } from '#features/accounts/accounts.schema.ts'
import { follows } from '#features/relationships/relationships.schema.ts'
import { statuses, statusMentions } from '#features/statuses/statuses.schema.ts'
import { kit } from '#db/kit.ts'
import { notificationPermissions } from './notifications.schema.ts'
import type { SQL } from 'drizzle-orm'
import type { Sender } from './sender.policy.ts'

type Pair = { accountId: number; fromAccountId: number }
const me = sql.placeholder('accountId')
const from = sql.placeholder('fromAccountId')

const follow = (who: typeof me | typeof from, whom: typeof me | typeof from) =>
  sql`from ${follows} where ${follows.accountId} = ${who} and ${follows.targetId} = ${whom}`
const permit = sql`from ${notificationPermissions} where ${notificationPermissions.accountId} = ${me} and ${notificationPermissions.fromAccountId} = ${from}`

const sender = statement<Pair, Sender[]>('notifications.sender', (db) =>
  db
    .select({
      following: sql`exists (select 1 ${follow(me, from)})`.mapWith(Boolean),
      followedAt: sql<number | null>`(select ${follows.createdAt} ${follow(from, me)})`.mapWith(Number),
      createdAt: accounts.createdAt,
      limited: sql`${accounts.limitedAt} is not null`.mapWith(Boolean),
      bot: accounts.bot,
      permitted: sql`exists (select 1 ${permit})`.mapWith(Boolean),
    })
    .from(accounts)
    .where(eq(accounts.id, from)),
)

const earlier = kit.alias(statuses, 'earlier')
const strange = statement<Pair & { statusId: number }, { audience: string; written: boolean }[]>('notifications.letter', (db) => {
  const written = (where: SQL) =>
    sql`exists ${db
      .select({ one: sql`1` })
      .from(earlier)
      .innerJoin(statusMentions, eq(statusMentions.statusId, earlier.id))
      .where(
        and(
          where,
          lt(earlier.id, statuses.id),
          eq(earlier.accountId, me),
          eq(earlier.audience, 'named'),
          eq(statusMentions.accountId, from),
          eq(statusMentions.silent, false),
        ),
      )}`
  // What begins a thread does not stand in its index.
  const begun = written(eq(earlier.id, statuses.threadId))
  const followed = written(sql`${earlier.threadId} = ${statuses.threadId} and ${earlier.threadId} <> ${earlier.id}`)
  return db
    .select({ audience: statuses.audience, written: sql`${begun} or ${followed}`.mapWith(Boolean) })
    .from(statuses)
    .where(eq(statuses.id, sql.placeholder('statusId')))
})

/** What a policy asks about one account on behalf of another; undefined when it is not there. */
export const senderFacts = async (db: Db, pair: Pair): Promise<Sender | undefined> => (await sender(db, { ...pair }))[0]

/**
 * Whether a post is for named people and stands in no thread in which the receiver had written to the sender before. What the sender says it
 * answers does not matter (SEC:V10).
 */
export async function isStrangeLetter(db: Db, pair: Pair, statusId: number): Promise<boolean> {
  const [row] = await strange(db, { ...pair, statusId })
  return row?.audience === 'named' && !row.written
}
