import { cutOf, type Page } from '#base/paging.ts'
import { and, asc, desc, eq, gt, lt, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { statuses } from './statuses.schema.ts'

type Bounds = { statusId: number; above: number; below: number; limit: number }

const among = statement<{ accountId: number; ids: readonly number[] }, { id: number; targetId: number | null }[]>('boosts.among', (db) =>
  db
    .select({ id: statuses.id, targetId: statuses.boostOfId })
    .from(statuses)
    .where(and(inList(statuses.boostOfId, sql.placeholder('ids')), eq(statuses.accountId, sql.placeholder('accountId')))),
)

const run = (name: string, up: boolean) =>
  statement<Bounds, { id: number }[]>(name, (db) =>
    db
      .select({ id: statuses.id })
      .from(statuses)
      .where(
        and(
          eq(statuses.boostOfId, sql.placeholder('statusId')),
          gt(statuses.id, sql.placeholder('above')),
          lt(statuses.id, sql.placeholder('below')),
        ),
      )
      .orderBy(up ? asc(statuses.id) : desc(statuses.id))
      .limit(sql.placeholder('limit')),
  )
const down = run('boosts.of', false)
const upwards = run('boosts.ofUp', true)

/** The account's boosts of these posts: what is boosted, and the boost's id. One query, none for an empty list. */
export const boostsAmong = async (db: Db, accountId: number, statusIds: readonly number[]): Promise<Map<number, number>> =>
  statusIds.length === 0 ? new Map() : new Map((await among(db, { accountId, ids: statusIds })).map((row) => [row.targetId ?? 0, row.id]))

/** Ids of one page of the boosts of a post, newest first; who may see them is for the policy to say. */
export async function boostIdsOf(db: Db, statusId: number, page: Page): Promise<number[]> {
  const { up, ...cut } = cutOf(page)
  const rows = await (up ? upwards : down)(db, { statusId, ...cut })
  const ids = rows.map((row) => row.id)
  return up ? ids.reverse() : ids
}
