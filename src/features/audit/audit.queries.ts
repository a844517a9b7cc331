import { asc, eq, gt, sql } from '#db/drizzle.ts'
import { lockRow } from '#db/dialect.ts'
import { statement } from '#db/statement.ts'
import type { Db } from '#db/store.ts'
import { audit, auditHeads, type AuditRow } from './audit.schema.ts'

const head = (db: Db) => db.select({ rows: auditHeads.rows, hash: auditHeads.hash }).from(auditHeads).where(eq(auditHeads.id, 1))

/** The end of the chain. */
export const auditHead = async (db: Db) => (await head(db))[0] ?? { rows: 0, hash: '' }

/** The end of the chain, locked: writers of the log come one after the other. */
export const lockAuditHead = async (db: Db) => (await lockRow(head(db)))[0] ?? { rows: 0, hash: '' }

export const moveAuditHead = async (db: Db, end: { rows: number; hash: string }): Promise<void> =>
  void (await db.update(auditHeads).set(end).where(eq(auditHeads.id, 1)))

export const insertAudit = async (db: Db, row: Omit<AuditRow, 'id'>): Promise<void> => void (await db.insert(audit).values(row))

/** A stretch of the log, oldest first. */
export const auditAfter = statement<{ id: number; limit: number }, AuditRow[]>('audit.after', (db) =>
  db
    .select()
    .from(audit)
    .where(gt(audit.id, sql.placeholder('id')))
    .orderBy(asc(audit.id))
    .limit(sql.placeholder('limit')),
)
