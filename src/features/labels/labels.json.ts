import { sql } from '#db/drizzle.ts'
import { inList } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { labels } from './labels.schema.ts'

export type Label = typeof labels.$inferSelect

const labelsByIds = statement<{ ids: readonly number[] }, Label[]>('labels.byIds', (db) =>
  db
    .select()
    .from(labels)
    .where(inList(labels.id, sql.placeholder('ids'))),
)

/** The labels of these ids; ids that name none are absent from the map. One query, none for an empty list. */
export async function loadLabels(db: Db, ids: readonly number[]): Promise<Map<number, Label>> {
  if (ids.length === 0) return new Map()
  const rows = await labelsByIds(db, { ids: ids })
  return new Map(rows.map((label) => [label.id, label]))
}
