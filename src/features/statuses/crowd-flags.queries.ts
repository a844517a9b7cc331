import { and, eq, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { bookmarks, favourites, pins, threadMutes } from './marks.schema.ts'
import { statuses } from './statuses.schema.ts'

type Params = { accounts: readonly number[]; id: number }
type Rows = { id: number }[]

const crowd = sql.placeholder('accounts')
const one = sql.placeholder('id')

const marks = (name: string, table: typeof favourites | typeof bookmarks | typeof pins) =>
  statement<Params, Rows>(name, (db) =>
    db
      .select({ id: table.accountId })
      .from(table)
      .where(and(eq(table.statusId, one), inList(table.accountId, crowd))),
  )
const favouriting = marks('favourites.ofCrowd', favourites)
const bookmarking = marks('bookmarks.ofCrowd', bookmarks)
const pinning = marks('pins.ofCrowd', pins)
const boosting = statement<Params, Rows>('boosts.ofCrowd', (db) =>
  db
    .select({ id: statuses.accountId })
    .from(statuses)
    .where(and(eq(statuses.boostOfId, one), inList(statuses.accountId, crowd))),
)
const muting = statement<Params, Rows>('threadMutes.ofCrowd', (db) =>
  db
    .select({ id: threadMutes.accountId })
    .from(threadMutes)
    .where(and(eq(threadMutes.threadId, one), inList(threadMutes.accountId, crowd))),
)

/** Those of some accounts who have done something with one post. */
export type CrowdFlags = Record<'favourited' | 'boosted' | 'bookmarked' | 'pinned' | 'threadMuted', ReadonlySet<number>>

/** Which of these accounts have done what with one post that is no boost. Five queries. */
export async function crowdFlags(
  db: Db,
  accountIds: readonly number[],
  post: { id: number; accountId: number; threadId: number },
): Promise<CrowdFlags> {
  const ask = async (run: typeof boosting, accounts: readonly number[], id: number) =>
    accounts.length === 0 ? new Set<number>() : new Set((await run(db, { accounts, id })).map((row) => row.id))
  return {
    favourited: await ask(favouriting, accountIds, post.id),
    boosted: await ask(boosting, accountIds, post.id),
    bookmarked: await ask(bookmarking, accountIds, post.id),
    pinned: await ask(
      pinning,
      accountIds.filter((id) => id === post.accountId),
      post.id,
    ),
    threadMuted: await ask(muting, accountIds, post.threadId),
  }
}
