import { sha256 } from '#base/ids.ts'
import type { AuditRow } from './audit.schema.ts'

/** A row's content in one spelling: a database may hand the keys of `detail` back in another order. */
export function hashRow(row: Omit<AuditRow, 'id' | 'hash'>): string {
  const detail = Object.entries(row.detail).sort(([a], [b]) => (a < b ? -1 : 1))
  return sha256(JSON.stringify([row.prevHash, row.at, row.actor, row.action, row.target, row.result, row.requestId, detail]))
}
