import { eq, getTableColumns, or, sql } from '#db/drizzle.ts'
import { inList, lockRow } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type Status, statuses } from './statuses.schema.ts'

type Ids = readonly number[]
const id = sql.placeholder('id')
const ids = sql.placeholder('ids')

const byIds = statement<{ ids: Ids }, Status[]>('statuses.byIds', (db) => db.select().from(statuses).where(inList(statuses.id, ids)))

const locked = statement<{ id: number }, Status[]>('statuses.locked', (db) =>
  lockRow(db.select().from(statuses).where(eq(statuses.id, id))),
)

const lockedWithBoosts = statement<{ ids: Ids }, Status[]>('statuses.lockedWithBoosts', (db) =>
  lockRow(
    db
      .select()
      .from(statuses)
      .where(or(inList(statuses.id, ids), inList(statuses.boostOfId, ids)))
      .orderBy(statuses.id),
  ),
)

const insert = statement<Status, unknown>('statuses.insert', (db) =>
  db
    .insert(statuses)
    .values(Object.fromEntries(Object.keys(getTableColumns(statuses)).map((name) => [name, sql.placeholder(name)])) as never),
)

const remove = statement<{ ids: Ids }, unknown>('statuses.delete', (db) => db.delete(statuses).where(inList(statuses.id, ids)))

const added = (column: 'repliesCount' | 'boostsCount' | 'favouritesCount', by: string) => {
  const sum = sql`${statuses[column]} + ${sql.placeholder(by)}`
  return sql`case when ${sum} < 0 then 0 else ${sum} end`
}

/** Adds to the counters of one status. Never below 0: a counter that went wrong must not keep a post from being removed. */
export const addToStatusCounts = statement<{ id: number; replies: number; boosts: number; favourites: number }, unknown>(
  'statuses.addToCounts',
  (db) =>
    db
      .update(statuses)
      .set({
        repliesCount: added('repliesCount', 'replies'),
        boostsCount: added('boostsCount', 'boosts'),
        favouritesCount: added('favouritesCount', 'favourites'),
      })
      .where(eq(statuses.id, id)),
)

/** The rows of these ids, in any order; ids that name none are absent. One query, none for an empty list. */
export const statusesByIds = async (db: Db, list: Ids): Promise<Status[]> => (list.length === 0 ? [] : await byIds(db, { ids: list }))

/** One row, locked until the transaction ends: what is decided on its audience or its words stays true. */
export const lockStatus = async (db: Db, statusId: number): Promise<Status | undefined> => (await locked(db, { id: statusId }))[0]

/** These rows and all boosts of them, locked in ascending order. */
export const lockStatusesWithBoosts = async (db: Db, list: Ids): Promise<Status[]> =>
  list.length === 0 ? [] : await lockedWithBoosts(db, { ids: list })

export const insertStatus = async (db: Db, row: Status): Promise<void> => void (await insert(db, row))

/** What an edit may change. */
export type StatusWords = Pick<Status, 'text' | 'content' | 'warning' | 'sensitive' | 'language' | 'editedAt'>

/** Puts new words in the place of the old ones, which the caller has kept. */
export async function changeWords(db: Db, statusId: number, words: StatusWords): Promise<void> {
  await db.update(statuses).set(words).where(eq(statuses.id, statusId))
}

/** Deletes rows with their mentions, tags and edits; replies lose their parent by the foreign key. */
export const deleteStatuses = async (db: Db, list: Ids): Promise<void> => void (await remove(db, { ids: list }))
