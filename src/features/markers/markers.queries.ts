import { and, eq, lt, sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { type Marker, markers } from './markers.schema.ts'

const kept = statement<{ accountId: number; timelines: readonly string[] }, Marker[]>('markers.kept', (db) =>
  db
    .select()
    .from(markers)
    .where(and(eq(markers.accountId, sql.placeholder('accountId')), inList(markers.timeline, sql.placeholder('timelines')))),
)

/** The places that an account keeps in these timelines. */
export const markersOf = async (db: Db, accountId: number, timelines: readonly Marker['timeline'][]): Promise<Marker[]> =>
  timelines.length === 0 ? [] : await kept(db, { accountId, timelines })

/** Moves a place, or makes the first one; with `known` only if that is the version still. Undefined when it is not. */
export async function moveMarker(db: Db, row: Omit<Marker, 'version'>, known: number | undefined): Promise<Marker | undefined> {
  const { lastReadId, updatedAt } = row
  const [moved] = await db
    .insert(markers)
    .values({ ...row, version: 1 })
    .onConflictDoUpdate({
      target: [markers.accountId, markers.timeline],
      set: { lastReadId, updatedAt, version: sql`${markers.version} + 1` },
      ...(known === undefined ? {} : { setWhere: eq(markers.version, known) }),
    })
    .returning()
  return moved
}

/** Moves a place forwards, or makes the first one; a place that is as far already stays, and false is answered. */
export async function advancePlace(db: Db, row: Omit<Marker, 'version'>): Promise<boolean> {
  const { lastReadId, updatedAt } = row
  const moved = await db
    .insert(markers)
    .values({ ...row, version: 1 })
    .onConflictDoUpdate({
      target: [markers.accountId, markers.timeline],
      set: { lastReadId, updatedAt, version: sql`${markers.version} + 1` },
      setWhere: lt(markers.lastReadId, lastReadId),
    })
    .returning({ version: markers.version })
  return moved.length === 1
}
