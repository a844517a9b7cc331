import { notFound } from '#base/errors.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import type { Site } from '#platform/site.ts'
import { clearCopies } from './holds.jobs.ts'
import { endHold } from './holds.queries.ts'

/**
 * Ends a hold. Copies retired meanwhile are destroyed by a job right after, except those that another hold covers. `who`: id of the person, null
 * for the command line. Throws 404 when no hold in force has the id.
 */
export async function releaseHold(site: Site, id: number, who: number | null): Promise<void> {
  await site.store.tx(async (db) => {
    const hold = await endHold(db, id, site.clock.now())
    if (!hold) throw notFound('hold')
    await site.jobs.add(db, clearCopies, { holdId: id })
    await recordAudit(site, db, {
      action: 'hold.release',
      actor: who,
      target: `hold:${id}`,
      detail: { kind: hold.kind, subject: hold.subject, subjectId: hold.subjectId },
    })
  })
}
