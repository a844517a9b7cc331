import { chosenDialect } from '#db/dialect.ts'
import { and, eq, gte, inArray, lt, sql } from '#db/drizzle.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type StreamPosition, streamPositions } from './streaming.schema.ts'

type Key = Pick<StreamPosition, 'tokenId' | 'channel'>

const noted = statement<Key & { since: number }, { position: string }[]>('streams.noted', (db) =>
  db
    .select({ position: streamPositions.position })
    .from(streamPositions)
    .where(
      and(
        eq(streamPositions.tokenId, sql.placeholder('tokenId')),
        eq(streamPositions.channel, sql.placeholder('channel')),
        gte(streamPositions.notedAt, sql.placeholder('since')),
      ),
    ),
)

/** How far a channel of a token had been told when that was last noted, if it was noted since then (ms). */
export const positionNoted = async (db: Db, key: Key, since: number): Promise<string | undefined> =>
  (await noted(db, { ...key, since }))[0]?.position

/** Rows as one text, so that however many they are the statement is the same and is prepared once: building it anew took 20 ms for 2,000. */
const rowsOf = sql.param(sql.placeholder('rows'), { mapToDriverValue: (rows: unknown) => JSON.stringify(rows) })
const given =
  chosenDialect() === 'sqlite'
    ? sql`select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(${rowsOf}) where true`
    : sql`select (value ->> 0)::bigint, value ->> 1, value ->> 2, (value ->> 3)::bigint from json_array_elements(${rowsOf}::json) value`

const put = statement<{ rows: readonly (string | number)[][] }, unknown>('streams.put', (db) =>
  db
    .insert(streamPositions)
    .select(given)
    .onConflictDoUpdate({
      target: [streamPositions.tokenId, streamPositions.channel],
      set: { position: sql`excluded.position`, notedAt: sql`excluded.noted_at` },
    }),
)

/** Notes how far channels have been told, in one statement. Each key once. */
export async function putPositions(db: Db, rows: readonly StreamPosition[]): Promise<void> {
  if (rows.length === 0) return
  // Always in one order: two processes that note the same keys must not wait for each other.
  const sorted = [...rows].sort((a, b) => a.tokenId - b.tokenId || (a.channel < b.channel ? -1 : 1))
  await put(db, { rows: sorted.map(({ tokenId, channel, position, notedAt }) => [tokenId, channel, position, notedAt]) })
}

/** Forgets how far one channel of a token has been told. */
export async function deletePosition(db: Db, { tokenId, channel }: Key): Promise<void> {
  await db.delete(streamPositions).where(and(eq(streamPositions.tokenId, tokenId), eq(streamPositions.channel, channel)))
}

/** Forgets up to `most` positions that were noted before then (ms); answers how many. */
export async function deleteOldPositions(db: Db, before: number, most: number): Promise<number> {
  const old = db.select({ tokenId: streamPositions.tokenId }).from(streamPositions).where(lt(streamPositions.notedAt, before)).limit(most)
  const which = and(lt(streamPositions.notedAt, before), inArray(streamPositions.tokenId, old))
  return (await db.delete(streamPositions).where(which).returning({ tokenId: streamPositions.tokenId })).length
}
