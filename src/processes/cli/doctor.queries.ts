import { sql } from '#db/drizzle.ts'
import type { Store } from '#db/store.ts'
import { events } from '#platform/events/events.schema.ts'

/** What the engine finds wrong with its own files, in its words; empty when all is well. Reads the whole SQLite file. */
export async function integrityFaults(store: Store): Promise<string[]> {
  if (store.dialect === 'sqlite') {
    const rows = await store.read.select({ line: sql<string>`quick_check` }).from(sql`pragma_quick_check`)
    return rows.map((row) => row.line).filter((line) => line !== 'ok')
  }
  const broken = await store.read
    .select({ name: sql<string>`indexrelid::regclass::text` })
    .from(sql`pg_index`)
    .where(sql`not indisvalid`)
  return broken.map((row) => `the index ${row.name} is not valid`)
}

/** Unix ms by the database server's clock; undefined where the database has none of its own. */
export async function databaseTime(store: Store): Promise<number | undefined> {
  if (store.dialect === 'sqlite') return undefined
  const [row] = await store.read
    .select({ now: sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint` })
    .from(sql`(select 1) as one`)
  return row?.now
}

/** Unix ms of the newest event. */
export async function newestEventTime(store: Store): Promise<number> {
  const [row] = await store.read.select({ at: sql<number>`coalesce(max(${events.at}), 0)`.mapWith(Number) }).from(events)
  return row?.at ?? 0
}
