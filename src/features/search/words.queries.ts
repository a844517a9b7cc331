import { chosenDialect, lockRow } from '#db/dialect.ts'
import { and, asc, eq, gt, isNull, sql } from '#db/drizzle.ts'
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

const remove = statement<{ id: number }, unknown>('search.remove', (db) =>
  db.delete(statusWords).where(eq(statusWords.rowid, sql.placeholder('id'))),
)

/** Puts a post into the index, in the place of what stood there of it. */
export async function putWords(db: Db, id: number, words: readonly string[], marks: readonly string[]): Promise<void> {
  await remove(db, { id })
  const row = isLite() ? { words: words.join(' '), marks: marks.join(' ') } : { words: sql`${vectorOf(words, marks)}::tsvector` }
  await db.insert(statusWords).values({ rowid: id, ...row })
}

const one = statement<{ id: number }, { id: number }[]>('search.lock', (db) =>
  lockRow(
    db
      .select({ id: statuses.id })
      .from(statuses)
      .where(and(eq(statuses.id, sql.placeholder('id')), isNull(statuses.boostOfId))),
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

const tagsOn = statement<{ id: number }, { tagId: number }[]>('search.tagsOn', (db) =>
  db
    .select({ tagId: statusTags.tagId })
    .from(statusTags)
    .where(eq(statusTags.statusId, sql.placeholder('id'))),
)

/** The id of a post, locked until the transaction ends; undefined for one that is gone and for a boost, which has no words. */
export const lockToIndex = async (db: Db, id: number): Promise<number | undefined> => (await one(db, { id }))[0]?.id

/** Ids of the oldest posts above an id, locked until the transaction ends; boosts have no words. */
export const lockToIndexAbove = async (db: Db, above: number, limit: number): Promise<number[]> =>
  (await after(db, { above, limit })).map((row) => row.id)

/** Ids of the hashtags on a post. */
export const tagIdsOn = async (db: Db, id: number): Promise<number[]> => (await tagsOn(db, { id })).map((row) => row.tagId)
