import { and, asc, eq, gt, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { follows } from './relationships.schema.ts'

/** Somebody who wants to be told of each post of an account that they follow. */
export interface KeenFollower {
  /** Of the follow. */
  id: number
  accountId: number
  /** Only posts in these languages; null = all. */
  languages: string[] | null
}

const keen = statement<{ targetId: number; after: number; limit: number }, KeenFollower[]>('follows.keen', (db) =>
  db
    .select({ id: follows.id, accountId: follows.accountId, languages: follows.languages })
    .from(follows)
    // The condition of the index `follows_keen`, to the letter.
    .where(and(eq(follows.targetId, sql.placeholder('targetId')), sql`${follows.notify}`, gt(follows.id, sql.placeholder('after'))))
    .orderBy(asc(follows.id))
    .limit(sql.placeholder('limit')),
)

/** Followers of an account who want to be told of each of its posts, oldest follow first, from the follow `after` on. */
export const keenFollowers = async (db: Db, targetId: number, o: { after: number; limit: number }): Promise<KeenFollower[]> =>
  await keen(db, { targetId, ...o })
