import { and, asc, desc, gt, lt, sql } from '#db/drizzle.ts'
import { cut, newestOf, readBy, rowsOf } from '#db/newest-of.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { media } from '#features/media/media.schema.ts'
import { statuses, statusTags } from '#features/statuses/statuses.schema.ts'
import type { Cut } from './fill-page.ts'

type Rows = { id: number }[]
type Bounds = Omit<Cut, 'up'>
const given = sql.placeholder

/** The condition of the partial index `statuses_public`, to the letter. */
export const isPublic = sql`${statuses.listed} and ${statuses.boostOfId} is null and (${statuses.replyToAccountId} is null or ${statuses.replyToAccountId} = ${statuses.accountId})`

/** The tagged post is listed: what else would be dropped only later. */
export const isOpen = sql`exists (select 1 from ${statuses} where ${statuses.id} = ${statusTags.statusId} and ${statuses.listed})`

const all = (name: string, up: boolean) =>
  statement<Bounds, Rows>(name, (db) =>
    db
      .select({ id: sql<number>`${statuses.id}`.mapWith(Number) })
      .from(readBy(statuses, 'statuses_public'))
      .where(and(isPublic, gt(statuses.id, cut.above), lt(statuses.id, cut.below)))
      .orderBy(up ? asc(statuses.id) : desc(statuses.id))
      .limit(cut.limit),
  )
const allDown = all('timelines.public', false)
const allUp = all('timelines.publicUp', true)

/** Pictures are few among the posts, so here they are walked and not the posts. A post with two comes twice. */
const withMedia = (name: string, up: boolean) =>
  statement<Bounds, Rows>(name, (db) =>
    db
      .select({ id: sql<number>`${media.statusId}`.mapWith(Number) })
      .from(readBy(media, 'media_status'))
      .where(
        and(
          gt(media.statusId, cut.above),
          lt(media.statusId, cut.below),
          sql`exists (select 1 from ${statuses} where ${statuses.id} = ${media.statusId} and ${isPublic})`,
        ),
      )
      .orderBy(up ? asc(media.statusId) : desc(media.statusId))
      .limit(cut.limit),
  )
const mediaDown = withMedia('timelines.publicMedia', false)
const mediaUp = withMedia('timelines.publicMediaUp', true)

/** By ids of tags: one of the first list, each of the second, none of the third. */
export type TagChoice = { any: readonly number[]; all: readonly number[]; none: readonly number[] }
type TagParams = Bounds & TagChoice & { count: number; onlyMedia: number }

const other = sql.raw('also')
const under = (ids: 'all' | 'none', what: 'count(*)' | '1') =>
  sql`select ${sql.raw(what)} from ${statusTags} ${other} where ${other}.status_id = ${statusTags.statusId} and ${other}.tag_id in (${rowsOf(given(ids))})`

const tagged = (name: string, up: boolean) =>
  statement<TagParams, Rows>(name, (db) =>
    newestOf(
      db,
      {
        table: statusTags,
        index: 'status_tags_tag',
        group: statusTags.tagId,
        id: statusTags.statusId,
        among: rowsOf(given('any')),
        where: and(
          isOpen,
          sql`(cast(${given('count')} as integer) = 0 or (${under('all', 'count(*)')}) = ${given('count')})`,
          sql`not exists (${under('none', '1')})`,
          sql`(cast(${given('onlyMedia')} as integer) = 0 or exists (select 1 from ${media} where ${media.statusId} = ${statusTags.statusId}))`,
        )!,
      },
      up,
    ),
  )
const taggedDown = tagged('timelines.tag', false)
const taggedUp = tagged('timelines.tagUp', true)

const ids = (rows: Rows) => rows.map((row) => row.id)

/** Listed posts that answer nobody else, from the edge of the cut on. */
export async function publicStatusIds(db: Db, onlyMedia: boolean, { up, ...bounds }: Cut): Promise<number[]> {
  const run = onlyMedia ? (up ? mediaUp : mediaDown) : up ? allUp : allDown
  return ids(await run(db, bounds))
}

/** Listed posts with the chosen tags, from the edge of the cut on. */
export const taggedStatusIds = async (db: Db, choice: TagChoice, onlyMedia: boolean, { up, ...bounds }: Cut): Promise<number[]> =>
  ids(await (up ? taggedUp : taggedDown)(db, { ...bounds, ...choice, count: choice.all.length, onlyMedia: +onlyMedia }))
