import { and, asc, desc, eq, gt, lt, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { media } from '#features/media/media.schema.ts'
import { pins } from '#features/statuses/marks.schema.ts'
import { statuses, statusTags, tags } from '#features/statuses/statuses.schema.ts'
import type { Cut } from './fill-page.ts'

/** What an account's statuses may be thinned out to. */
export interface AccountFilter {
  withoutReplies: boolean
  withoutBoosts: boolean
  withoutNamed: boolean
  onlyMedia: boolean
  onlyPinned: boolean
  /** Folded name. */
  tag: string | null
}

type Params = Omit<Cut, 'up'> & { accountId: number; tag: string | null } & Record<
    'withoutReplies' | 'withoutBoosts' | 'withoutNamed' | 'onlyMedia' | 'onlyPinned',
    number
  >

/** True where the filter of this name is off. */
const off = (name: keyof AccountFilter) => sql`cast(${sql.placeholder(name)} as integer) = 0`
const tag = sql`cast(${sql.placeholder('tag')} as text)`
const carriesTag = sql`exists (select 1 from ${statusTags} join ${tags} on ${tags.id} = ${statusTags.tagId} where ${statusTags.statusId} = ${statuses.id} and ${tags.name} = ${tag})`
const carriesMedia = sql`exists (select 1 from ${media} where ${media.statusId} = ${statuses.id})`
const isPinned = sql`exists (select 1 from ${pins} where ${pins.statusId} = ${statuses.id} and ${pins.accountId} = ${statuses.accountId})`

const run = (name: string, up: boolean) =>
  statement<Params, { id: number }[]>(name, (db) =>
    db
      .select({ id: statuses.id })
      .from(statuses)
      .where(
        and(
          eq(statuses.accountId, sql.placeholder('accountId')),
          gt(statuses.id, sql.placeholder('above')),
          lt(statuses.id, sql.placeholder('below')),
          sql`(${off('withoutReplies')} or ${statuses.replyToAccountId} is null or ${statuses.replyToAccountId} = ${statuses.accountId})`,
          sql`(${off('withoutBoosts')} or ${statuses.boostOfId} is null)`,
          sql`(${off('withoutNamed')} or ${statuses.audience} <> 'named')`,
          sql`(${off('onlyMedia')} or ${carriesMedia})`,
          sql`(${off('onlyPinned')} or ${isPinned})`,
          sql`(${tag} is null or ${carriesTag})`,
        ),
      )
      .orderBy(up ? asc(statuses.id) : desc(statuses.id))
      .limit(sql.placeholder('limit')),
  )
const down = run('timelines.account', false)
const upwards = run('timelines.accountUp', true)

/** An account's statuses from the edge of the cut on; who may see them is for the policy to say. */
export async function accountStatusIdsIn(db: Db, accountId: number, filter: AccountFilter, { up, ...cut }: Cut): Promise<number[]> {
  const flags = {
    withoutReplies: +filter.withoutReplies,
    withoutBoosts: +filter.withoutBoosts,
    withoutNamed: +filter.withoutNamed,
    onlyMedia: +filter.onlyMedia,
    onlyPinned: +filter.onlyPinned,
  }
  const rows = await (up ? upwards : down)(db, { accountId, tag: filter.tag, ...flags, ...cut })
  return rows.map((row) => row.id)
}
