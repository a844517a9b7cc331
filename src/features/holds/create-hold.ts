import { unprocessable } from '#base/errors.ts'
import { pseudonymOf } from '#features/people/pseudonym-of.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import type { Site } from '#platform/site.ts'
import { insertHold } from './holds.queries.ts'
import type { Hold } from './holds.schema.ts'

export interface NewHold {
  kind: Hold['kind']
  subject: Hold['subject']
  /** Id of the person, account or status; null for `all`. */
  subjectId: number | null
  reason: string
  /** Id of the person who orders it; null for the command line. */
  who: number | null
}

/**
 * Begins a hold: from its commit on, what it covers leaves a sealed copy when it is retired. Throws 422 when the subject and its id do not fit
 * together, or without a reason.
 */
export async function createHold(site: Site, wish: NewHold): Promise<{ id: number }> {
  if ((wish.subject === 'all') !== (wish.subjectId === null))
    throw unprocessable('hold_subject', 'A hold names one person, account or status, or all')
  if (wish.reason.trim() === '') throw unprocessable('hold_reason', 'A hold needs a reason')
  return await site.store.tx(async (db) => {
    const { who, ...rest } = wish
    const id = site.ids.next()
    const createdBy = who === null ? null : await pseudonymOf(site, db, who)
    await insertHold(db, { id, ...rest, createdBy, createdAt: site.clock.now(), releasedAt: null })
    await recordAudit(site, db, {
      action: 'hold.create',
      actor: who,
      target: `hold:${id}`,
      detail: { kind: wish.kind, subject: wish.subject, subjectId: wish.subjectId },
    })
    return { id }
  })
}
