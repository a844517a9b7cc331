import { givenRows } from '#db/dialect.ts'
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

// Prepared, since a statement of 2,000 rows that is built anew takes 20 ms.
const put = statement<{ rows: readonly (string | number)[][] }, unknown>('streams.put', (db) =>
  db
    .insert(streamPositions)
    .select(givenRows(sql.placeholder('rows'), ['bigint', 'text', 'text', 'bigint']))
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
