import type { Db } from '#db/store.ts'
import { pseudonymOf } from '#features/people/pseudonym-of.ts'
import type { Site } from '#platform/site.ts'
import { insertAudit, lockAuditHead, moveAuditHead } from './audit.queries.ts'
import type { AuditDetail, AuditRow } from './audit.schema.ts'
import { hashRow } from './hash-row.ts'

export interface AuditEntry {
  /** `area.deed`, such as `signin.ok`. */
  action: string
  /** Id of the person; null for the server, the command line, or somebody unknown. Written as a pseudonym. */
  actor: number | null
  /** `kind:id`. */
  target?: string
  /** `ok` without it. */
  result?: AuditRow['result']
  requestId?: string
  /** Ids and names of settings; never a name, an address or a text of a person. */
  detail?: AuditDetail
}

/**
 * Writes one row of the audit log, chained to the one before, in the transaction of the deed, and a line into the journal (SEC:B11). Call it
 * last in the transaction: from here on other writers of the log wait.
 */
export async function recordAudit(site: Site, db: Db, entry: AuditEntry): Promise<void> {
  const { action, target = null, result = 'ok', requestId = null, detail = {} } = entry
  const actor = entry.actor === null ? null : await pseudonymOf(site, db, entry.actor)
  const end = await lockAuditHead(db)
  const row = { at: site.clock.now(), actor, action, target, result, requestId, detail, prevHash: end.hash }
  const hash = hashRow(row)
  await insertAudit(db, { ...row, hash })
  await moveAuditHead(db, { rows: end.rows + 1, hash })
  site.log.info({ audit: { actor, target, result, ...detail } }, action)
}
