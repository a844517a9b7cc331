import type { Thing } from '#features/holds/retire.ts'
import { kit } from '#db/kit.ts'

const { table, id, str, json, ms, technical } = kit

/**
 * Stored objects that no row names: announced before they are stored (then `due_at` lies a day ahead and a row's own transaction takes them
 * off this list), or dropped by the row that named them. What is due is removed, unless a sealed copy of one of `kept_by` still needs it.
 */
export const looseFiles = table('loose_files', {
  id: id().primaryKey(),
  key: technical(str().notNull().unique()),
  keptBy: technical(json<Thing[]>().notNull()),
  dueAt: ms().notNull(),
})

export type LooseFile = typeof looseFiles.$inferSelect
