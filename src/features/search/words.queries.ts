import { chosenDialect, inList, lockRow } from '#db/dialect.ts'
import { and, asc, gt, isNull, sql } from '#db/drizzle.ts'
import { kit } from '#db/kit.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { statuses, statusTags } from '#features/statuses/statuses.schema.ts'
import type { SQL } from 'drizzle-orm'
import type { Phrase } from './words.ts'

const isLite = () => chosenDialect() === 'sqlite'
const columns = { rowid: kit.id(), words: kit.str() }

/** The full-text index: FTS5 on SQLite, `tsvector` on PostgreSQL, where the marks stand among the words. `rowid` is the post's id. */
export const statusWords = kit.table('status_words', (isLite() ? { ...columns, marks: kit.str() } : columns) as typeof columns)

/** What a post must have, and what it must not have. */
export interface Match {
  all: readonly (Phrase | string)[]
  none: readonly (Phrase | string)[]
}

/** The condition that a post in the index fits. Words and marks are letters and digits, whatever was typed (SEC:B1). */
export function isMatch({ all, none }: Match): SQL {
  if (isLite()) {
    const wanted = all.map(liteTerm).join(' AND ')
    const text = none.length === 0 ? wanted : `(${wanted}) NOT (${none.map(liteTerm).join(' OR ')})`
    return sql`${statusWords} match ${text}`
  }
  const text = [...all.map(postgresTerm), ...none.map((term) => `!(${postgresTerm(term)})`)].join(' & ')
  return sql`${statusWords.words} @@ ${text}::tsquery`
}

const liteTerm = (term: Phrase | string) =>
  typeof term === 'string' ? `marks : "${term}"` : `words : "${term.tokens.join(' ')}"${term.prefix ? ' *' : ''}`

// A mark is told from a word by the colon, which stands in none.
const postgresTerm = (term: Phrase | string) =>
  typeof term === 'string' ? `':${term}'` : `${term.tokens.map((token) => `'${token}'`).join(' <-> ')}${term.prefix ? ':*' : ''}`

/** PostgreSQL keeps so many places of one word, and no place beyond. */
const mostPlaces = 255
const lastPlace = 16_383

function vectorOf(words: readonly string[], marks: readonly string[]): string {
  const places = new Map<string, number[]>()
  for (const [i, word] of words.entries()) {
    const list = places.get(word) ?? []
    if (list.length < mostPlaces) list.push(Math.min(i + 1, lastPlace))
    places.set(word, list)
  }
  return [...[...places].map(([word, list]) => `'${word}':${list.join(',')}`), ...marks.map((mark) => `':${mark}'`)].join(' ')
}

const remove = statement<{ ids: readonly number[] }, unknown>('search.remove', (db) =>
  db.delete(statusWords).where(inList(statusWords.rowid, sql.placeholder('ids'))),
)

/** A post as it stands in the index. */
export interface Entry {
  id: number
  words: readonly string[]
  marks: readonly string[]
}

/** Puts posts into the index, in the place of what stood there of them. Two queries. */
export async function putWords(db: Db, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  await remove(db, { ids: entries.map((entry) => entry.id) })
  const columnsOf = ({ words, marks }: Entry) =>
    isLite() ? { words: words.join(' '), marks: marks.join(' ') } : { words: sql`${vectorOf(words, marks)}::tsvector` }
  await db.insert(statusWords).values(entries.map((entry) => ({ rowid: entry.id, ...columnsOf(entry) })))
}

const these = statement<{ ids: readonly number[] }, { id: number }[]>('search.lock', (db) =>
  lockRow(
    db
      .select({ id: statuses.id })
      .from(statuses)
      .where(and(inList(statuses.id, sql.placeholder('ids')), isNull(statuses.boostOfId)))
      .orderBy(asc(statuses.id)),
  ),
)
const after = statement<{ above: number; limit: number }, { id: number }[]>('search.lockAfter', (db) =>
  lockRow(
    db
      .select({ id: statuses.id })
      .from(statuses)
      .where(and(gt(statuses.id, sql.placeholder('above')), isNull(statuses.boostOfId)))
      .orderBy(asc(statuses.id))
      .limit(sql.placeholder('limit')),
  ),
)

const tagsOn = statement<{ ids: readonly number[] }, { statusId: number; tagId: number }[]>('search.tagsOn', (db) =>
  db
    .select({ statusId: statusTags.statusId, tagId: statusTags.tagId })
    .from(statusTags)
    .where(inList(statusTags.statusId, sql.placeholder('ids'))),
)

/** Those of these posts that are not gone, locked until the transaction ends; boosts have no words. */
export const lockToIndex = async (db: Db, ids: readonly number[]): Promise<number[]> => (await these(db, { ids })).map((row) => row.id)

/** Ids of the oldest posts above an id, locked until the transaction ends; boosts have no words. */
export const lockToIndexAbove = async (db: Db, above: number, limit: number): Promise<number[]> =>
  (await after(db, { above, limit })).map((row) => row.id)

/** Which hashtags stand on these posts. */
export const tagIdsOn = async (db: Db, ids: readonly number[]): Promise<{ statusId: number; tagId: number }[]> => await tagsOn(db, { ids })
