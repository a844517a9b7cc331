import type { Db } from '#db/store.ts'
import { auditAfter, auditHead } from './audit.queries.ts'
import { hashRow } from './hash-row.ts'

export interface AuditVerdict {
  rows: number
  /** Why the log cannot be what was written; undefined when it holds. */
  fault?: string
}

/**
 * Reads the whole audit log and checks that no row was changed, taken out, put in or cut off at the end (SEC:B11). In stretches of 500, so that
 * the process can do other things between them.
 */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  // Read first: rows that are written meanwhile come after it.
  const end = await auditHead(db)
  let [rows, last, hash, hashAtEnd] = [0, 0, '', '']
  for (;;) {
    const stretch = await auditAfter(db, { id: last, limit: 500 })
    for (const row of stretch) {
      if (row.prevHash !== hash) return { rows, fault: `row ${row.id} does not follow row ${last}` }
      if (row.hash !== hashRow(row)) return { rows, fault: `row ${row.id} was changed` }
      rows++
      last = row.id
      hash = row.hash
      if (rows === end.rows) hashAtEnd = hash
    }
    if (stretch.length < 500) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  return hashAtEnd === end.hash ? { rows } : { rows, fault: `${end.rows} rows were written, ${rows} are there` }
}
