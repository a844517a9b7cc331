import { notFound } from '#base/errors.ts'
import type { Db } from '#db/store.ts'
import { recordAudit } from '#features/audit/record-audit.ts'
import { pseudonymOf } from '#features/people/pseudonym-of.ts'
import type { Site } from '#platform/site.ts'
import { groundFor } from './holds.policy.ts'
import { holdsCovering, insertRetirement, insertSealedCopy } from './holds.queries.ts'
import type { RetireWhy } from './holds.schema.ts'
import { ownerOf } from './owner.ts'

/** One thing of a kind that an owner is registered for. */
export interface Thing {
  kind: string
  id: number
}

export interface RetireReason {
  why: RetireWhy
  /** Id of the person who wants it; null for the server itself. */
  who: number | null
  /** For the audit row. */
  requestId?: string
}

/** Purpose under which copies are sealed. */
export const copyPurpose = 'sealed-copy'

/**
 * The only way out (docs/adr/0010): takes a thing out of every view in the caller's transaction, leaves a tombstone and an audit row, and keeps a
 * sealed copy where a hold says so. Throws 404 when there is no such thing, also for the second of two callers.
 */
export async function retire(site: Site, db: Db, thing: Thing, reason: RetireReason): Promise<void> {
  const owner = ownerOf(thing.kind)
  const subjects = await owner.subjects(db, thing.id)
  if (!subjects) throw notFound(thing.kind)
  const { ground, hold } = groundFor(await holdsCovering(db, subjects), subjects, reason.why)
  const at = site.clock.now()
  const who = reason.who === null ? null : await pseudonymOf(site, db, reason.who)
  if (!(await insertRetirement(db, { kind: thing.kind, thingId: thing.id, why: reason.why, who, at }))) throw notFound(thing.kind)
  if (hold) {
    const sealed = site.secrets.seal(copyPurpose, JSON.stringify(await owner.seal(site, db, thing.id)))
    const { personId = null, accountId = null, statusId = null } = subjects
    await insertSealedCopy(db, {
      id: site.ids.next(),
      holdId: hold.id,
      kind: thing.kind,
      thingId: thing.id,
      personId,
      accountId,
      statusId,
      sealed,
      retiredAt: at,
    })
  }
  await owner.remove(site, db, [thing.id])
  await recordAudit(site, db, {
    action: `${thing.kind}.retire`,
    actor: reason.who,
    target: `${thing.kind}:${thing.id}`,
    detail: { why: reason.why, ground },
    ...(reason.requestId === undefined ? {} : { requestId: reason.requestId }),
  })
}
