import { pseudonyms } from '#features/people/people.schema.ts'
import { kit } from '#db/kit.ts'

const { table, sequence, ref, int, str, json, oneOf, ms, technical } = kit

/** What a row may say beyond its columns: ids, names of settings, counts. Never anything about a person (SEC:B11). */
export type AuditDetail = Record<string, string | number | boolean | null>

/** Append-only and hash-chained: each row's hash covers the one before. People stand in it by pseudonym, so that erasure leaves the chain whole. */
export const audit = table('audit', {
  id: sequence(),
  at: ms().notNull(),
  actor: ref().references(() => pseudonyms.id),
  action: technical(str().notNull()),
  target: technical(str()),
  result: oneOf(['ok', 'refused']).notNull(),
  requestId: technical(str()),
  detail: technical(json<AuditDetail>().notNull()),
  prevHash: technical(str().notNull()),
  hash: technical(str().notNull()),
})

/** One row: the end of the chain. Writers lock it, and it tells when rows are missing at the end. */
export const auditHeads = table('audit_heads', { id: int().primaryKey(), rows: int().notNull(), hash: technical(str().notNull()) })

export type AuditRow = typeof audit.$inferSelect
